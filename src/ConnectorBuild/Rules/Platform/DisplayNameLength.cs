using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>The display name is longer than 30 characters.</summary>
internal sealed class DisplayNameLength() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2606", "The display name is longer than 30 characters", DiagnosticSeverity.Info) { IsCertification = true };

    private const int Limit = 30;

    public void Check(RuleContext context)
    {
        if (context.Connector.Project.DisplayName is { Length: > Limit } name)
        {
            context.Report(
                this, ProjectLocation.Of(context.Connector.Project),
                $"ConnectorDisplayName, '{ValueText.Shorten(name)}', has {name.Length} characters, and certification takes {Limit}: "
                    + "make it shorter");
        }
    }
}
