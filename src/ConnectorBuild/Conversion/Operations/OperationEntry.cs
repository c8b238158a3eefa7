using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>An operation of the document.</summary>
/// <param name="Path">The path as the document writes it.</param>
/// <param name="Method">The method in lower case.</param>
/// <param name="PathMember">The member of <c>paths</c>.</param>
/// <param name="PathItem">What the member holds or refers to.</param>
/// <param name="Member">The operation's member of the path item.</param>
/// <param name="Operation">What that member holds or refers to.</param>
internal sealed record OperationEntry(string Path, string Method, SourceNode PathMember, SourceNode PathItem, SourceNode Member, SourceNode Operation)
{
    /// <summary>The operationId that the converted document gives it.</summary>
    public string Id { get; set; } = "";

    /// <summary>How a message calls it.</summary>
    public string Label => $"{Method.ToUpperInvariant()} {Path}";

    /// <summary>The tags that it carries.</summary>
    public IEnumerable<string> Tags
    {
        get
        {
            var tags = new List<string>();
            foreach (var tag in Operation[Keyword.Tags].Elements)
            {
                tags.Add(tag.Text ?? "");
            }

            return tags;
        }
    }
}
