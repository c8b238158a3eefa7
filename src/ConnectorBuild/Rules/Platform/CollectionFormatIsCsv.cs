using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>collectionFormat is not csv.</summary>
internal sealed class CollectionFormatIsCsv() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2202", "collectionFormat is not csv", DiagnosticSeverity.Error) { PlatformCode = "CollectionFormatValueNotSupported" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.CollectionFormat);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema && value[Keyword.CollectionFormat] is { Exists: true } format && !format.TextEquals("csv"))
        {
            context.Report(
                this, format,
                $"\"collectionFormat\" of {value.Label} is {ValueText.Of(format)}, and the platform supports \"csv\" only (although "
                    + $"Microsoft's schema allows \"multi\"): write \"csv\" or remove it; for another separator take a text and let "
                    + "makers join it");
        }
    }
}
