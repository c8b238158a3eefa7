using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>The definition is too long for its column.</summary>
internal sealed class DefinitionOverLimit() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2601", "The definition is too long for its column", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        if (DefinitionSize.Of(context) is { } size && size.MinifiedCharacters > DefinitionSize.ColumnLimit)
        {
            context.Report(
                this, size.Location,
                $"The definition has {size.Describe(DefinitionSize.ColumnLimit)} that fit into the column \"openapidefinition\", so it "
                    + "cannot be saved: split the connector, or take out operations, examples and long descriptions");
        }
    }
}
