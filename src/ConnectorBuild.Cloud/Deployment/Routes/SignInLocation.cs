using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Cloud.Deployment.Routes;

/// <summary>Where the project says what the connector signs in for, so that a refusal by the tenant points at it.</summary>
internal static class SignInLocation
{
    private static readonly string[] OfResource = ["resourceUri", "AzureActiveDirectoryResourceId", "oAuthSettings"];
    private static readonly string[] OfScopes = ["scopes", "oAuthSettings"];

    /// <summary>The line of the resource in <c>apiProperties.json</c>; the file where it names none; null without the file.</summary>
    public static SourceLocation? Find(ValidatedContent connector) => Find(connector, OfResource);

    /// <summary>The same for the scopes.</summary>
    public static SourceLocation? FindScopes(ValidatedContent connector) => Find(connector, OfScopes);

    private static SourceLocation? Find(ValidatedContent connector, string[] names)
    {
        if (connector.Project.PropertiesFile is not { } file)
        {
            return null;
        }

        return connector.BaseProperties is { } document
            && names.Select(name => Find(document, name)).FirstOrDefault(found => found is not null) is { } place
            ? place with { File = file }
            : new SourceLocation(file);
    }

    // In the order of the text.
    private static SourceLocation? Find(SourceDocument document, string name)
    {
        for (var index = 0; index < document.Nodes.Length; index++)
        {
            if (new SourceNode(document, index) is { HasName: true } node && node.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return node.NameLocation;
            }
        }

        return null;
    }
}
