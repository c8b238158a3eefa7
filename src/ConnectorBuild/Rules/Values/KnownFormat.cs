using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>An unknown format.</summary>
internal sealed class KnownFormat() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4207", "An unknown format", DiagnosticSeverity.Info) { PlatformCode = "UnrecognizedTypeFormat" };

    private static readonly string[] Formats =
    [
        "int32", "int64", "float", "double", "byte", "binary", "date", "date-time", "password", "date-no-tz", "email", "html", "uri", "uuid",
    ];

    private static readonly byte[][] Names = [.. Formats.Select(Encoding.UTF8.GetBytes)];

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Format);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Format] is { Exists: true } format && !IsKnown(format))
        {
            context.Report(
                this, format,
                $"The format {ValueText.Of(format)} of {value.Label} is not one that the platform knows, so it does "
                    + $"nothing{Advice(format.Text ?? "", FormatsOf(value.Type), context)}");
        }
    }

    private static string[] FormatsOf(SchemaType type) => type switch
    {
        SchemaType.Integer => ["int32", "int64"],
        SchemaType.Number => ["float", "double"],
        SchemaType.String => [.. Formats.Except(["int32", "int64", "float", "double"])],
        SchemaType.Missing or SchemaType.Unknown => Formats,
        _ => [],
    };

    private static string Advice(string format, string[] formats, RuleContext context) =>
        formats.Length == 0 ? ": remove it"
        : string.Equals(format, "guid", StringComparison.OrdinalIgnoreCase) && formats.Contains("uuid") ? ": write uuid"
        : $"{context.Hint(format, formats)}: write one of {string.Join(", ", formats)}, or remove it";

    private static bool IsKnown(SourceNode format)
    {
        var raw = format.IsString ? format.Raw : default;
        foreach (var known in Names)
        {
            if (raw.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
