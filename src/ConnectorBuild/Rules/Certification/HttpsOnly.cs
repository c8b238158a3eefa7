using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>http is offered beside https.</summary>
internal sealed class HttpsOnly() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4003", "http is offered beside https", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var schemes = context.Definition[Keyword.Schemes];
        if (!schemes.Elements.Any(s => s.TextEquals("https")))
        {
            return;
        }

        foreach (var scheme in schemes.Elements)
        {
            if (scheme.TextEquals("http"))
            {
                context.Report(
                    this, scheme,
                    "\"http\" is offered beside \"https\"; paconn takes whichever comes first, and makers' secrets should never travel "
                        + "in the clear: remove \"http\"");
            }
        }
    }
}
