using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The OAuth settings of a connection parameter. Real files write the names of custom parameters in either case.</summary>
internal readonly struct OAuthSettings(ConnectionParameterSite parameter)
{
    /// <summary>The object <c>oAuthSettings</c>.</summary>
    public SourceNode Node { get; } = parameter.OAuthSettings;

    public SourceNode Provider => Node.FindIgnoringCase("identityProvider");

    /// <summary>Whether makers sign in with Microsoft Entra.</summary>
    public bool IsEntra => SignInSettings.IsEntraProvider(Provider.Text);

    public SourceNode CustomParameters => Node.FindIgnoringCase("customParameters");

    public IEnumerable<string> CustomNames
    {
        get
        {
            foreach (var entry in CustomParameters.Members)
            {
                yield return entry.Name;
            }
        }
    }

    public bool ProviderIs(string name) => string.Equals(Provider.Text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A custom parameter: an object with a <c>value</c>.</summary>
    public SourceNode Custom(string name) => CustomParameters.FindIgnoringCase(name);

    /// <summary>The value of a custom parameter.</summary>
    public SourceNode CustomValue(string name) => Custom(name).FindIgnoringCase("value");
}
