using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>Applies the policies of a section, in the order of the file.</summary>
internal static class PolicyRunner
{
    /// <summary>The first policy for an operation whose template is not known; null without one.</summary>
    public static PolicyInstance? FindUnknown(IReadOnlyList<PolicyInstance> policies, string operationId) =>
        policies.FirstOrDefault(p => p.IsFor(operationId) && PolicyTemplates.Find(p.TemplateId) is null);

    /// <summary>Applies them.</summary>
    /// <returns>The titles of those that were applied.</returns>
    /// <exception cref="PolicyFailureException">One of them cannot be applied.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(IReadOnlyList<PolicyInstance> policies, PolicySection section, PolicyCall call)
    {
        List<string>? applied = null;
        foreach (var policy in policies)
        {
            if (!policy.IsFor(call.OperationId))
            {
                continue;
            }

            var template = PolicyTemplates.Find(policy.TemplateId)
                ?? throw new PolicyFailureException(policy, $"the template '{policy.TemplateId}' is not known", isUnknown: true);
            if (!IsIn(template, policy, section, call.Options.AbsentSection))
            {
                continue;
            }

            try
            {
                await template.Apply(policy, call);
                (applied ??= []).Add(policy.Title);
            }
            catch (ExpressionException e)
            {
                throw new PolicyFailureException(policy, e.Message, isUnknown: false);
            }
        }

        return applied ?? (IReadOnlyList<string>)[];
    }

    private static bool IsIn(PolicyTemplate template, PolicyInstance policy, PolicySection section, AbsentSection absent) => template.Sections switch
    {
        TemplateSections.Request => section == PolicySection.Request,
        TemplateSections.Response => section == PolicySection.Response,
        TemplateSections.Both => true,
        _ => section == (policy.Section ?? (absent == AbsentSection.Request ? PolicySection.Request : PolicySection.Response)),
    };
}
