using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>basePath does not start with a slash.</summary>
internal sealed class BasePathBeginsWithSlash() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1103", "basePath does not start with a slash", DiagnosticSeverity.Error) { PlatformCode = "BasePathNotValid" };

    public void Check(RuleContext context)
    {
        var basePath = context.Definition[Keyword.BasePath];
        if (!basePath.Exists || VariableText.IsReference(basePath))
        {
            return;
        }

        if (basePath.Text is not { } text)
        {
            context.Report(
                this, basePath,
                $"\"basePath\" must be a text such as \"/v1\" but is {ValueText.Of(basePath)}, so the platform cannot build the API's "
                    + "address: write a text or remove it");
        }
        else if (!text.StartsWith('/'))
        {
            context.Report(
                this, basePath,
                $"\"basePath\" is {ValueText.Of(basePath)} and does not start with '/', so the API's address would be wrong and the "
                    + $"platform refuses it: {Advice(text)}");
        }
    }

    // A whole address belongs into three members.
    private static string Advice(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var url)
            ? $"write its path, \"{ValueText.Shorten(url.AbsolutePath)}\", and put \"{ValueText.Shorten(url.Authority)}\" into "
                + $"\"host\" and \"{ValueText.Shorten(url.Scheme)}\" into \"schemes\""
            : string.IsNullOrWhiteSpace(text) ? "write \"/\", or remove it" : $"write \"/{ValueText.Shorten(text.Trim())}\"";
}
