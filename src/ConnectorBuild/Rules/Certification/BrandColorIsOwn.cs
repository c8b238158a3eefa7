using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>iconBrandColor is missing, malformed or the default.</summary>
internal sealed class BrandColorIsOwn() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4011", "iconBrandColor is missing, malformed or the default", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        if (!context.Properties.IsObject)
        {
            return;
        }

        var color = context.Properties[Keyword.IconBrandColor];
        if (color.IsBlank)
        {
            context.ReportName(
                this, color.Exists ? color : context.Properties,
                "\"iconBrandColor\" is missing, so makers see the default blue: add the icon's background as \"#rrggbb\"");
        }
        else if (color.Text is not ['#', _, _, _, _, _, _] || !color.Text.AsSpan(1).ToString().All(char.IsAsciiHexDigit))
        {
            context.Report(
                this, color,
                $"\"iconBrandColor\" is {ValueText.Of(color)}, which is not a color in the form \"#rrggbb\": write for example "
                    + $"\"#1b6ac9\"");
        }
        else if (color.Text.ToLowerInvariant() is "#007ee5" or "#ffffff")
        {
            context.Report(
                this, color,
                $"\"iconBrandColor\" is {ValueText.Of(color)}, and certification takes neither white nor the default blue: write the "
                    + "icon's background color");
        }
    }
}
