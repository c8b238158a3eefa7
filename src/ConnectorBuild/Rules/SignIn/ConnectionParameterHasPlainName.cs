using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A connection parameter's name has unusual characters.</summary>
internal sealed class ConnectionParameterHasPlainName() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3102", "A connection parameter's name has unusual characters", DiagnosticSeverity.Info);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var name = parameter.Node.RawName;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'_' or (byte)':'))
            {
                context.ReportName(
                    this, parameter.Node,
                    $"The name '{ValueText.Shorten(parameter.Node.Name)}' has characters besides letters, digits and '_'; Microsoft's "
                        + "schema does not allow them, and policies must quote the name exactly: prefer letters, digits and '_'");
                return;
            }
        }
    }
}
