using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>More than 256 operations.</summary>
internal sealed class OperationsAreFew() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2003", "More than 256 operations", DiagnosticSeverity.Warning) { PlatformCode = "TotalOperationsCountExceedsMaxAllowed" };

    private const int Limit = 256;

    public void Check(RuleContext context)
    {
        if (context.Index.Operations.Count > Limit)
        {
            context.ReportName(
                this, context.Index.Operations[Limit].Node,
                $"The definition has {context.Index.Operations.Count} operations, "
                    + $"{Sizes.Percent(context.Index.Operations.Count, Limit)} of the {Limit} that Microsoft documents as the limit; "
                    + "this is the first one over it: split the connector, or leave out what nobody uses");
        }
    }
}
