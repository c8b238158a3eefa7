using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A custom parameter has a name that is not read.</summary>
internal sealed class CustomParameterIsKnown() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3209", "A custom parameter has a name that is not read", DiagnosticSeverity.Warning);

    /// <summary>The names that are read.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "loginUri", "tenantId", "resourceUri", "enableOnbehalfOfLogin", "loginUriAAD", "grantType",
    ];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra)
        {
            return;
        }

        foreach (var entry in settings.CustomParameters.Members)
        {
            var name = entry.Name;
            if (Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                if (!entry.IsObject)
                {
                    context.Report(
                        this, entry,
                        $"'{name}' must be an object with a \"value\" but is {ValueText.Of(entry)}, so the platform reads nothing: "
                            + $"write \"{name}\": {{ \"value\": ... }}");
                }
            }
            else if (NearestName.Find(name, Known) is { } nearest)
            {
                context.ReportName(
                    this, entry, $"Nothing reads the custom parameter '{ValueText.Shorten(name)}'; did you mean '{nearest}'? Rename it");
            }
        }
    }
}
