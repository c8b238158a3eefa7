using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>A path item.</summary>
/// <param name="Node">The path item; its name is the template.</param>
/// <param name="Template">The template, for example <c>/items/{id}</c>.</param>
/// <param name="Variables">Its variables, or what is wrong with them.</param>
internal readonly record struct PathSite(SourceNode Node, string Template, PathTemplate Variables);

/// <summary>A response.</summary>
/// <param name="Node">The response; its name is the status code or <c>default</c>.</param>
/// <param name="Operation">The operation, or null for an entry of <c>responses</c> at the root.</param>
internal readonly record struct ResponseSite(SourceNode Node, OperationSite? Operation);

/// <summary>A parameter where it is written down. Valid only during the call, like the <see cref="ValueSite"/> that it looks into.</summary>
/// <param name="Value">The parameter's members.</param>
/// <param name="IsShared">Whether it is an entry of <c>parameters</c> at the root.</param>
internal readonly record struct ParameterSite(ValueSite Value, bool IsShared)
{
    public SourceNode Node => Value.Node;

    /// <summary>The operation whose list has it; null in a path item's list or at the root.</summary>
    public OperationSite? Operation => Value.Operation;

    /// <summary>Its place, known or not; empty if missing or no text.</summary>
    public string In => ParameterPlace.Of(Value[Keyword.In]);

    public bool IsBody => Value.Role == ValueRole.BodyParameter;

    public bool IsInternal => Visibility.Is(Value[Keyword.XMsVisibility]);

    /// <summary>How messages call the parameter.</summary>
    public string Label => ValueText.Shorten(Value[Keyword.Name].Text ?? Node.Name);

    /// <summary>A member of the parameter.</summary>
    public SourceNode this[Keyword keyword] => Value[keyword];
}

/// <summary>A <c>$ref</c>.</summary>
/// <param name="Node">The reference's text.</param>
/// <param name="Section">The section of the root that such a reference may point into; <see cref="Keyword.None"/> where none is allowed.</param>
internal readonly record struct ReferenceSite(SourceNode Node, Keyword Section);

/// <summary>A use of another operation.</summary>
/// <param name="Node">The object that names the operation.</param>
/// <param name="Extension">The extension; for a tree, of which it is the <c>open</c> or <c>browse</c> part.</param>
/// <param name="Owner">The parameter or schema that has the extension.</param>
/// <param name="IsBodyParameter">Whether the owner is a body parameter itself, not its schema.</param>
/// <param name="Operation">The operation that the owner belongs to; null in shared parts.</param>
/// <param name="Part">The path item or the entry of a section of the root that holds the owner.</param>
/// <param name="Target">The operation that is used; null if there is none of that id.</param>
internal readonly record struct DynamicSite(
    SourceNode Node, Keyword Extension, SourceNode Owner, bool IsBodyParameter, OperationSite? Operation, SourceNode Part, OperationSite? Target)
{
    /// <summary>
    /// Whether the owner has the newer extension for the same choices, too: <c>x-ms-dynamic-list</c> beside <c>-values</c>,
    /// <c>x-ms-dynamic-properties</c> beside
    /// <c>-schema</c>. The platform reads the newer one, and the older one is there for designers that know no other.
    /// </summary>
    public bool IsSuperseded =>
        (Extension == Keyword.XMsDynamicValues && Owner[Keyword.XMsDynamicList].Exists)
        || (Extension == Keyword.XMsDynamicSchema && Owner[Keyword.XMsDynamicProperties].Exists);
}

/// <summary>A connection parameter.</summary>
/// <param name="Node">The parameter; its name is the member's name.</param>
/// <param name="Set">The name of the set that it belongs to; null outside of sets.</param>
internal readonly record struct ConnectionParameterSite(SourceNode Node, string? Set)
{
    /// <summary>The type without regard to case, as the platform reads it.</summary>
    public bool IsOfType(string type) => string.Equals(Node[Keyword.Type].Text, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings of an OAuth parameter, also where the name's case is wrong.</summary>
    public SourceNode OAuthSettings => Node[Keyword.OAuthSettings] is { Exists: true } exact ? exact : Node.FindIgnoringCase(SignInSettings.Member);
}

/// <summary>An entry of <c>policyTemplateInstances</c>.</summary>
/// <param name="Node">The entry.</param>
internal readonly record struct PolicySite(SourceNode Node)
{
    // Real packages write these names in either case.
    public SourceNode TemplateId => Node.FindIgnoringCase("templateId");

    public SourceNode Parameters => Node.FindIgnoringCase("parameters");
}
