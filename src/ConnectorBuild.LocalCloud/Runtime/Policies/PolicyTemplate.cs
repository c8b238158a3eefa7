using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>Which sections a template works in.</summary>
internal enum TemplateSections
{
    /// <summary>The one that the policy names.</summary>
    Declared,

    /// <summary>The request, whatever is named.</summary>
    Request,

    /// <summary>The answer, whatever is named.</summary>
    Response,

    /// <summary>Request and answer.</summary>
    Both,
}

/// <summary>A policy template.</summary>
/// <param name="Id">Its id in small letters.</param>
/// <param name="Sections">Where it works.</param>
/// <param name="Apply">Does it.</param>
/// <param name="Text">How far it goes; Markdown.</param>
/// <param name="Evidence">On what evidence; Markdown.</param>
internal sealed record PolicyTemplate(
    string Id, TemplateSections Sections, Func<PolicyInstance, PolicyCall, ValueTask> Apply, string Text, string Evidence)
{
    /// <summary>A template that needs no further request.</summary>
    public PolicyTemplate(string id, TemplateSections sections, Action<PolicyInstance, PolicyCall> apply, string text, string evidence)
        : this(id, sections, Completed(apply), text, evidence)
    {
    }

    /// <summary>Its line in docs/runtime.md.</summary>
    public Support Support => new(Id, Text, Evidence);

    private static Func<PolicyInstance, PolicyCall, ValueTask> Completed(Action<PolicyInstance, PolicyCall> apply) => (policy, call) =>
    {
        apply(policy, call);
        return ValueTask.CompletedTask;
    };
}
