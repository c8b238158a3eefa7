using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>schemes is empty or has an unknown scheme.</summary>
internal sealed class SchemesAreKnown() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1106", "schemes is empty or has an unknown scheme", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        var schemes = context.Definition[Keyword.Schemes];
        if (!schemes.Exists)
        {
            return;
        }

        if (!schemes.IsArray || schemes.Count == 0)
        {
            context.Report(
                this, schemes,
                $"\"schemes\" must be a list with at least one entry, or the platform cannot build the API's address: write "
                    + $"\"schemes\": [\"https\"]",
                "SchemesArrayEmpty");
            return;
        }

        foreach (var scheme in schemes.Children)
        {
            if (scheme.TextEquals("ws") || scheme.TextEquals("wss"))
            {
                context.Report(
                    this, scheme, $"The platform calls no WebSockets, so it refuses the scheme {ValueText.Of(scheme)}: write \"https\"",
                    "SchemeNotSupported");
            }
            else if (!scheme.TextEquals("https") && !scheme.TextEquals("http"))
            {
                context.Report(
                    this, scheme,
                    $"{ValueText.Of(scheme)} is not a scheme that the platform knows, so it refuses the document: write \"https\"",
                    "SchemeNotValid");
            }
        }
    }
}
