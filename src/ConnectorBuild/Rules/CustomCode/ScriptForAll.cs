using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script runs for all operations.</summary>
internal sealed class ScriptForAll() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5010", "The script runs for all operations", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var operations = context.Properties[Keyword.ScriptOperations];
        if (context.Connector.Files.Script is { } script && !(operations.IsArray && operations.Count > 0))
        {
            context.Report(
                this, new SourceLocation(script.Path),
                "No \"scriptOperations\" are named, so the script runs for every operation instead of it: name the operations in "
                    + "apiProperties.json, or make sure that the script sends on what it does not handle");
        }
    }
}
