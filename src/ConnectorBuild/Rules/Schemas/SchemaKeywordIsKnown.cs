using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>A keyword that Swagger 2.0 does not know.</summary>
internal sealed class SchemaKeywordIsKnown() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1407", "A keyword that Swagger 2.0 does not know", DiagnosticSeverity.Error) { PlatformCode = "SwaggerKeywordNotSupported" };

    private static readonly string[] Known = [.. Enumerable.Range(
        (int)Keyword.Ref, Keyword.Example - Keyword.Ref + 1).Select(k => KeywordTable.Text((Keyword)k))];

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(
        KeywordSet.Others, Keyword.Name, Keyword.In, Keyword.Schema, Keyword.AllowEmptyValue, Keyword.CollectionFormat, Keyword.Headers,
        Keyword.Examples);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema)
        {
            return;
        }

        foreach (var member in value.Node.Children)
        {
            if (IsUnknown(member))
            {
                var name = member.Name;
                context.ReportName(
                    this, member,
                    $"A schema of Swagger 2.0 has no keyword '{ValueText.Shorten(name)}', and the platform refuses what it does not "
                        + $"know{AdviceFor(name) ?? context.Hint(name, Known)}: remove it");
            }
        }
    }

    /// <summary>Whether a member of a schema is one that this rule reports.</summary>
    public static bool IsUnknown(SourceNode member) =>
        member.Keyword is not (>= Keyword.Ref and <= Keyword.Example) && !member.RawName.StartsWith("x-"u8);

    private static string? AdviceFor(string name) => name switch
    {
        "nullable" => "; what may be null is simply not required, and x-nullable is allowed",
        "oneOf" or "anyOf" => " (OpenAPI 3); write the common properties, or an object without properties",
        "const" => " (OpenAPI 3.1); write an enum with one value",
        "examples" => " (OpenAPI 3.1); write \"example\"",
        "deprecated" => " (OpenAPI 3); say so in the description",
        "writeOnly" or "not" or "$schema" or "if" or "patternProperties" or "prefixItems" or "$id" or "$defs" => " (OpenAPI 3 or JSON Schema)",
        _ => null,
    };
}
