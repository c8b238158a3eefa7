using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>host is a placeholder.</summary>
internal sealed class HostIsProduction() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4001", "host is a placeholder", DiagnosticSeverity.Info) { IsCertification = true };

    private static readonly string[] Placeholders = ["example.com", "example.org", "contoso", "localhost", "127.0.0.1"];

    public void Check(RuleContext context)
    {
        var host = context.Definition[Keyword.Host];
        if (host.Text is { } text && Placeholders.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase)))
        {
            context.Report(this, host, $"\"host\" is {ValueText.Of(host)}, which is not a production host: write the API's real host name");
        }
    }
}
