using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>resourceUri and AzureActiveDirectoryResourceId differ.</summary>
internal sealed class ResourceIdsAgree() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3207", "resourceUri and AzureActiveDirectoryResourceId differ", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var resourceUri = settings.CustomValue("resourceUri");
        var resourceId = settings.Node[Keyword.Properties].FindIgnoringCase("AzureActiveDirectoryResourceId");
        if (!settings.IsEntra
            || resourceUri.Text is not { Length: > 0 } left
            || resourceId.Text is not { Length: > 0 } right
            || left == right
            || VariableText.IsReference(left)
            || VariableText.IsReference(right)
            || Placeholder.IsMarked(left)
            || Placeholder.IsMarked(right))
        {
            return;
        }

        var onlySlash = left.TrimEnd('/') == right.TrimEnd('/');
        context.Report(this, resourceId,
            $"\"AzureActiveDirectoryResourceId\" is {ValueText.Of(resourceId)} but \"resourceUri\" is "
                + $"{ValueText.Of(resourceUri)}{(onlySlash ? " (they differ by the slash at the end, which counts)" : "")}, so tokens "
                + "may be asked for another audience than the API accepts: write the same in both");
    }
}
