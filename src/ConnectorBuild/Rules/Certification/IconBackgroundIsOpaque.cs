using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>Looks at the pixel in the upper left corner.</summary>
internal sealed class IconBackgroundIsOpaque() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4014", "The icon's background is not the brand color", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        if (context.Connector.Files.Icon is not { } icon || PngImage.Read(icon.Bytes.Span)?.Corner is not { } corner)
        {
            return;
        }

        var location = new SourceLocation(icon.Path);
        var color = $"#{corner.Red:x2}{corner.Green:x2}{corner.Blue:x2}";
        var brand = context.Properties[Keyword.IconBrandColor].Text;
        if (corner.Alpha < 255)
        {
            context.Report(
                this, location,
                "The icon's background is transparent, and certification takes an opaque one: fill it with the brand color");
        }
        else if (color is "#ffffff" or "#007ee5")
        {
            context.Report(
                this, location,
                $"The icon's background is {(color == "#ffffff" ? "white" : "the default blue")}, and certification takes neither: "
                    + $"fill it with a color of your own and write it into \"iconBrandColor\"");
        }
        else if (brand is not null && !string.Equals(brand, color, StringComparison.OrdinalIgnoreCase))
        {
            context.Report(
                this, location,
                $"The icon's background is {color}, but \"iconBrandColor\" is \"{ValueText.Shorten(brand)}\", so the two do not run "
                    + "into each other: make them the same");
        }
    }
}
