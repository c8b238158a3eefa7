using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>The definition is near the limit of its column.</summary>
internal sealed class DefinitionNearLimit() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2603", "The definition is near the limit of its column", DiagnosticSeverity.Info);

    private const int NearPercent = 80;

    public void Check(RuleContext context)
    {
        if (DefinitionSize.Of(context) is { } size
            && size.MinifiedCharacters <= DefinitionSize.OldColumnLimit
            && size.MinifiedCharacters > (long)DefinitionSize.OldColumnLimit * NearPercent / 100)
        {
            context.Report(
                this, size.Location,
                $"The definition has {size.Describe(DefinitionSize.OldColumnLimit)} that every environment takes: it is near the "
                    + "limit, so plan before you add much");
        }
    }
}
