using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>The icon is not an image.</summary>
internal sealed class IconIsImage() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2005", "The icon is not an image", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (context.Connector.Files.Icon is { } icon && ImageFormat.Of(icon.Bytes.Span) is null)
        {
            var what = icon.Bytes.IsEmpty ? "is empty" : PngImage.IsPng(icon.Bytes.Span) ? "is a PNG image that is damaged or cut off" : "is not an image";
            context.Report(
                this, new SourceLocation(icon.Path),
                $"The icon {what}, so makers see none: save a PNG of 230 x 230 pixels under this name, or remove the file");
        }
    }
}
