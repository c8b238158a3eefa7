using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>host is not a host name.</summary>
internal sealed class HostIsName() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1104", "host is not a host name", DiagnosticSeverity.Error) { PlatformCode = "HostNameNotValid" };

    public void Check(RuleContext context)
    {
        var host = context.Definition[Keyword.Host];
        if (!host.Exists || VariableText.IsReference(host))
        {
            return;
        }

        if (string.IsNullOrEmpty(host.Text))
        {
            context.Report(
                this, host,
                $"\"host\" must be a host name such as \"api.contoso.com\" but is {ValueText.Of(host)}, so the platform has no address "
                    + $"to call: write the host name, or leave \"host\" out");
            return;
        }

        var text = host.Text;
        if (text.ContainsAny('{', '}'))
        {
            return;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            var bare = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
            context.Report(
                this, host,
                $"\"host\" is {ValueText.Of(host)} with a scheme in front, which the platform refuses: write "
                    + $"\"{ValueText.Shorten(bare)}\" and put the scheme into \"schemes\", the path into \"basePath\"");
        }
        else if (text.AsSpan().IndexOfAny("/\\ ") >= 0)
        {
            context.Report(
                this, host,
                $"\"host\" is {ValueText.Of(host)}, but it may hold a host name and a port only, so the platform refuses it: move the "
                    + $"path into \"basePath\" and remove blanks");
        }
        else if (text.IndexOf(':') is var colon and >= 0 && (colon == text.Length - 1 || text.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9')))
        {
            context.Report(
                this, host,
                $"\"host\" is {ValueText.Of(host)}, but only a port number may follow a colon, so the platform refuses it: write for "
                    + $"example \"api.contoso.com:8443\"");
        }
    }
}
