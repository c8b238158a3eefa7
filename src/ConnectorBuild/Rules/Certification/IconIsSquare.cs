using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>The icon is not what certification takes.</summary>
internal sealed class IconIsSquare() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4013", "The icon is not what certification takes", DiagnosticSeverity.Info) { IsCertification = true };

    private const int MaxBytes = 1_000_000;
    private const int Smallest = 100;
    private const int Largest = 230;

    public void Check(RuleContext context)
    {
        if (context.Connector.Files.Icon is not { } icon)
        {
            return;
        }

        var location = new SourceLocation(icon.Path);
        if (icon.Bytes.Length >= MaxBytes)
        {
            context.Report(
                this, location,
                $"The icon has {Sizes.Text(icon.Bytes.Length)}, {Sizes.Percent(icon.Bytes.Length, MaxBytes)} of what is allowed (1 "
                    + "MB): save a smaller image");
        }

        if (PngImage.Read(icon.Bytes.Span) is not { } image)
        {
            // CB2005 reports a file that is not an image.
            if (ImageFormat.Of(icon.Bytes.Span) is { } format)
            {
                context.Report(
                    this, location,
                    $"The icon is {(format is "SVG" or "ICO" ? "an" : "a")} {format} image, and certification takes PNG only: save it "
                        + "as PNG");
            }
        }
        else if (image.Width != image.Height)
        {
            context.Report(this, location, $"The icon is {image.Width} x {image.Height} pixels, and makers see a square: cut or pad it to one");
        }
        else if (image.Width is < Smallest or > Largest)
        {
            context.Report(
                this, location,
                $"The icon is {image.Width} x {image.Height} pixels; certification takes {Smallest} to {Largest}: scale it");
        }
    }
}
