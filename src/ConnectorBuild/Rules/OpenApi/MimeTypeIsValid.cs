using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A content type is not written as type and subtype.</summary>
internal sealed class MimeTypeIsValid() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1119", "A content type is not valid", DiagnosticSeverity.Error) { PlatformCode = "MimeTypeNotValid" };

    private static readonly string[] Common = ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "application/xml"];

    public void Check(RuleContext context)
    {
        CheckList(context.Definition[Keyword.Consumes], context);
        CheckList(context.Definition[Keyword.Produces], context);
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        CheckList(operation[Keyword.Consumes], context);
        CheckList(operation[Keyword.Produces], context);
    }

    private void CheckList(SourceNode types, RuleContext context)
    {
        foreach (var type in types.Elements)
        {
            if (type.IsString && !IsValid(type.Raw))
            {
                context.Report(this, type,
                    $"{ValueText.Of(type)} is not a content type, and the platform refuses it{HintFor(type.Text!, context)}: write "
                        + $"type and subtype, for example \"application/json\"");
            }
        }
    }

    // type/subtype, perhaps with parameters behind a semicolon.
    private static bool IsValid(ReadOnlySpan<byte> text)
    {
        var type = text.IndexOf((byte)';') is var end and >= 0 ? text[..end] : text;
        var slash = type.IndexOf((byte)'/');
        return slash > 0 && slash < type.Length - 1 && !type[(slash + 1)..].Contains((byte)'/') && !type.TrimEnd((byte)' ').ContainsAny(" ,\t\\"u8);
    }

    // "json" is nearer to "application/json" than any count of edits says.
    private static string HintFor(string text, RuleContext context) =>
        Common.FirstOrDefault(c => c.EndsWith("/" + text, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? $" (did you mean '{meant}'?)"
            : context.Hint(text, Common);
}
