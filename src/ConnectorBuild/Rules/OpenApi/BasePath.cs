using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>basePath does not start with a slash.</summary>
internal sealed class BasePath() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1103", "basePath does not start with a slash", DiagnosticSeverity.Error) { PlatformCode = "BasePathNotValid" };

    public void Check(RuleContext context)
    {
        var basePath = context.Definition[Keyword.BasePath];
        if (!basePath.Exists || VariableText.IsReference(basePath))
        {
            return;
        }

        if (basePath.Text is not { } text)
        {
            context.Report(this, basePath, $"\"basePath\" must be a text such as \"/v1\" but is {ValueText.Of(basePath)}, so the platform cannot build the API's address: write a text or remove it");
        }
        else if (!text.StartsWith('/'))
        {
            context.Report(this, basePath, $"\"basePath\" is {ValueText.Of(basePath)} and does not start with '/', so the API's address would be wrong and the platform refuses it: write \"/{ValueText.Shorten(text)}\"");
        }
    }
}
