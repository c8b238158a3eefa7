using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>https is not among the schemes.</summary>
internal sealed class HttpsOffered() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4002", "https is not among the schemes", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        if (context.Definition[Keyword.Schemes] is { IsArray: true } schemes && !schemes.Elements.Any(s => s.TextEquals("https")))
        {
            context.Report(this, schemes, "\"schemes\" does not offer \"https\", so calls and their secrets travel in the clear: write [\"https\"]");
        }
    }
}
