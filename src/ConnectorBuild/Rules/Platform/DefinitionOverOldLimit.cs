using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>The definition may be too long for its column.</summary>
internal sealed class DefinitionOverOldLimit() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2602", "The definition may be too long for its column", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (DefinitionSize.Of(context) is { MinifiedCharacters: > DefinitionSize.OldColumnLimit and <= DefinitionSize.ColumnLimit } size)
        {
            context.Report(
                this, size.Location,
                $"The definition has {size.Describe(DefinitionSize.OldColumnLimit)} that environments with the older column "
                    + $"\"openapidefinition\" take (newer ones take {Sizes.Number(DefinitionSize.ColumnLimit)}), so it may not be "
                    + "savable everywhere: take out operations, examples or long descriptions");
        }
    }
}
