using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>A reference in the schema of a tool that a script serves.</summary>
internal sealed class ToolSchemaHasNoReference() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2705", "A tool's schema has a reference", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (ScriptTools.Of(context)?.References is { Count: > 0 } places)
        {
            context.Report(this, places[0],
                $"{ScriptTools.Subject(places)} {(places.Count == 1 ? "has" : "have")} a \"$ref\", and Copilot Studio is reported to "
                    + "leave out tools whose input has one: write the schema out in its place");
        }
    }
}
