using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script is larger than 1 MB.</summary>
internal sealed class ScriptSize() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5003", "The script is larger than 1 MB", DiagnosticSeverity.Error);

    private const int Limit = 1_048_576;

    public void Check(RuleContext context)
    {
        if (context.Connector.Files.Script is { } script && Encoding.UTF8.GetByteCount(script.Text) is var size && size > Limit)
        {
            context.Report(
                this, new SourceLocation(script.Path),
                $"The script has {Sizes.Text(size)}, {Sizes.Percent(size, Limit)} of the 1 MB that the platform takes: make it shorter");
        }
    }
}
