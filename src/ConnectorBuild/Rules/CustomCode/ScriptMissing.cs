using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>scriptOperations without a script.</summary>
internal sealed class ScriptMissing() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5009", "scriptOperations without a script", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (context.Connector.Project.ScriptFile is null && context.Properties[Keyword.ScriptOperations] is { IsArray: true, Count: > 0 } operations)
        {
            context.ReportName(
                this, operations,
                "\"scriptOperations\" names operations, but there is no script.csx, and the platform answers "
                    + "InvalidScriptDefinitionUrlWithNonNullOperations: add the script, or remove the member");
        }
    }
}
