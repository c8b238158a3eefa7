using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>type is not one of the types.</summary>
internal sealed class TypeName() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1401", "type is not one of the types", DiagnosticSeverity.Error) { PlatformCode = "JsonTypeIncorrect" };

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object", "file"];

    public void Check(ValueSite value, RuleContext context)
    {
        var type = value[Keyword.Type];
        if (!type.Exists || (type.IsString && IsKnown(type.Raw)))
        {
            return;
        }

        if (type.IsArray)
        {
            context.ReportName(this, type, $"\"type\" of {value.Label} is a list of types, which is OpenAPI 3.1 and refused here: write one type (and leave the member out where it may be null)");
        }
        else if (!type.TextEquals("null"))
        {
            context.Report(this, type, $"\"type\" of {value.Label} is {ValueText.Of(type)}, which is not a type{context.Hint(type.Text ?? "", Types)}: write one of string, number, integer, boolean, array, object");
        }
    }

    private static bool IsKnown(ReadOnlySpan<byte> type) => type.Length switch
    {
        4 => type.SequenceEqual("file"u8),
        5 => type.SequenceEqual("array"u8),
        6 => type.SequenceEqual("string"u8) || type.SequenceEqual("object"u8) || type.SequenceEqual("number"u8),
        7 => type.SequenceEqual("integer"u8) || type.SequenceEqual("boolean"u8),
        _ => false,
    };
}
