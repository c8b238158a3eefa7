using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A key or password that no connection parameter supplies.</summary>
internal sealed class SchemeHasConnectionParameter() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3006", "A key or password that no connection parameter supplies", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var parameters = context.Properties[Keyword.ConnectionParameters];
        if (!context.Properties.IsObject
            || context.Properties[Keyword.ConnectionParameterSets].Exists
            || (parameters.Exists && !parameters.IsObject)
            || parameters.Count > 0)
        {
            return;
        }

        foreach (var definition in context.Definition[Keyword.SecurityDefinitions].Members)
        {
            if (definition[Keyword.Type].Text is "apiKey" or "basic")
            {
                context.ReportName(
                    this, definition,
                    $"The security definition '{ValueText.Shorten(definition.Name)}' asks for "
                        + $"{(definition[Keyword.Type].TextEquals("basic") ? "a user name and a password" : "a key")}, but "
                        + "apiProperties.json has no connection parameter that a maker could type it into, so calls go out without: "
                        + "add a parameter of the type securestring");
            }
        }
    }
}
