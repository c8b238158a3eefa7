using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The content types of an operation's request.</summary>
internal static class ContentTypes
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";

    /// <summary>What an operation consumes: its own list, else the document's; missing if there is neither.</summary>
    public static SourceNode ConsumedBy(OperationSite operation, RuleContext context) =>
        operation[Keyword.Consumes] is { Exists: true } own ? own : context.Definition[Keyword.Consumes];

    /// <summary>Whether a list has a content type; parameters behind a semicolon do not count.</summary>
    public static bool Has(SourceNode types, string type)
    {
        foreach (var element in types.Elements)
        {
            if (Is(element, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an entry of a list is a content type, with or without parameters behind a semicolon.</summary>
    public static bool Is(SourceNode entry, string type) => entry.Text is { } text && text.StartsWith(type, StringComparison.OrdinalIgnoreCase);
}
