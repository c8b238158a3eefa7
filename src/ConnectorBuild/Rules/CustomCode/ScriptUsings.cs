using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script uses a namespace that is not documented.</summary>
internal sealed class ScriptUsings() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5005", "The script uses a namespace that is not documented", DiagnosticSeverity.Info) { IsCertification = true };

    private static readonly string[] Documented =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO", "System.IO.Compression", "System.Linq",
        "System.Net", "System.Net.Http", "System.Net.Http.Headers", "System.Net.Security", "System.Security.Authentication",
        "System.Security.Cryptography", "System.Text", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "System.Web",
        "System.Xml", "System.Xml.Linq", "System.Drawing", "System.Drawing.Drawing2D", "System.Drawing.Imaging", "Microsoft.Extensions.Logging",
        "Newtonsoft.Json", "Newtonsoft.Json.Linq",
    ];

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        for (var at = 0; at < script.Tokens.Count; at++)
        {
            if (script.Is(at, "using") && script.DottedName(at + 1, out var end) is { Length: > 0 } name && script.Is(end, ";") && !Documented.Contains(name))
            {
                context.Report(this, script.Locate(script.Tokens[at + 1].Offset, name.Length), $"The namespace '{ValueText.Shorten(name)}' is not among the 26 that Microsoft documents for custom code, so it may not be there{context.Hint(name, Documented)}: do without it, or try it out on the platform");
            }
        }
    }
}
