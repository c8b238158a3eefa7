using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Writes the connection parameters of the schemes that were chosen.</summary>
/// <param name="resource">The resource of the API in Entra, where the project names it.</param>
/// <param name="scopes">The delegated permissions, where the project names them.</param>
/// <param name="losses">Receives what a connection cannot do.</param>
internal sealed class ConnectionParameterWriter(string? resource, IReadOnlyList<string> scopes, LossList losses)
{
    /// <summary>The connection parameters; null if the document does not say enough.</summary>
    /// <param name="schemes">The schemes of the sign-in.</param>
    /// <param name="demanded">The scopes that the document and the selected operations demand of each scheme.</param>
    public DraftObject? Write(IReadOnlyList<SignInScheme> schemes, ILookup<string, string> demanded)
    {
        var parameters = new DraftObject(schemes[0].Node);
        foreach (var scheme in schemes)
        {
            var isOAuth = scheme.Kind is SignInKind.Entra or SignInKind.OAuth;
            if (isOAuth && parameters.Has("token"))
            {
                losses.Add(
                    ConversionRules.SecurityLost, scheme.Node,
                    $"The sign-in needs two tokens, that of '{ValueText.Shorten(scheme.Name)}' too, and a connection has one",
                    "connections have the first", "let the API take one token, or sign in by custom code");
            }
            else if (scheme.Kind == SignInKind.Entra)
            {
                WriteEntra(scheme, [.. demanded[scheme.Name]], parameters);
            }
            else
            {
                ConnectionParameterDrafts.Add(scheme, parameters);
            }
        }

        return parameters.Count == 0 ? null : parameters;
    }

    private void WriteEntra(SignInScheme scheme, IReadOnlyList<string> demanded, DraftObject parameters)
    {
        var found = EntraScopes.Read(scopes.Count > 0 ? scopes : demanded, resource);
        var of = found.Resource ?? EntraScopes.Read(scheme.Scopes).Resource;
        if (of is null)
        {
            losses.Add(ConversionRules.EntraIncomplete, scheme.Node, $"'{ValueText.Shorten(scheme.Name)}' signs in with Microsoft "
                + $"Entra, but no scope names the API (\"api://.../name\")", "apiProperties.json receives no sign-in from it",
                "name the resource in apiProperties.json, by the metadata Resource of ConnectorApi, or in the scopes of the document");
            return;
        }

        if (found.Others.Count > 0)
        {
            losses.Add(
                ConversionRules.SecurityLost, scheme.Node,
                $"'{ValueText.Shorten(scheme.Name)}' asks for scopes of other APIs, too ({string.Join(", ", found.Others.Select(o => $"'{ValueText.Shorten(o)}'"))}), "
                    + "and a connection has tokens for one",
                $"connections ask for scopes of '{ValueText.Shorten(of)}' only",
                "let the API call the others on behalf of its user, or make a connector of its own for them");
        }

        parameters.Set("token", EntraParameter.Make(scheme, of, found.Names));
    }
}
