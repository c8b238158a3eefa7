using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>A list of types in the schema of a tool that a script serves.</summary>
internal sealed class ToolSchemaHasOneType() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2706", "A tool's schema has several types", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (ScriptTools.Of(context)?.TypeLists is { Count: > 0 } places)
        {
            context.Report(this, places[0],
                $"{ScriptTools.Subject(places)} {(places.Count == 1 ? "has" : "have")} a list as its \"type\", and Copilot Studio is "
                    + "reported to take one type only and to cut the schema short: write one type, and leave the value out of "
                    + "\"required\" if it can be missing");
        }
    }
}
