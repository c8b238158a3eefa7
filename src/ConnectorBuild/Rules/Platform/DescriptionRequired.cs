using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>info.description is missing.</summary>
internal sealed class DescriptionRequired() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2001", "info.description is missing", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var info = context.Definition[Keyword.Info];
        if (info.IsObject && !info[Keyword.Description].IsString)
        {
            context.ReportName(
                this, info,
                "\"info\" has no \"description\": makers see none, and paconn create stops with a KeyError: add a sentence on what the "
                    + "connector is for");
        }
    }
}
