using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A connection parameter has no type, or an unknown one.</summary>
internal sealed class ConnectionParameterHasType() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3101", "A connection parameter has no type, or an unknown one", DiagnosticSeverity.Error);

    private static readonly string[] Types = ["string", "securestring", "int", "bool", "gatewaySetting", "oauthSetting"];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var type = parameter.Node[Keyword.Type];
        var name = ValueText.Shorten(parameter.Node.Name);
        if (!type.Exists)
        {
            context.ReportName(
                this, parameter.Node,
                $"The connection parameter '{name}' has no \"type\", so the platform cannot ask for it: add \"type\": one of "
                    + $"{string.Join(", ", Types)}");
        }
        else if (!Types.Contains(type.Text, StringComparer.OrdinalIgnoreCase))
        {
            context.Report(
                this, type,
                $"The type of the connection parameter '{name}' is {ValueText.Of(type)}, which the platform does not "
                    + $"know{context.Hint(type.Text ?? "", Types)}: write one of {string.Join(", ", Types)}");
        }
    }
}
