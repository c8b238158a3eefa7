using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>The limits of reply URLs (entra-docs, reply-url).</summary>
internal static class RedirectUris
{
    /// <summary>Refuses what the service refuses.</summary>
    public static void Check(GraphContext context, JsonObject application)
    {
        var uris = application["web"].Texts("redirectUris").ToList();
        var all = uris.Concat(application["spa"].Texts("redirectUris")).Concat(application["publicClient"].Texts("redirectUris")).ToList();
        var limit = application.Text("signInAudience") is "AzureADMyOrg" or "AzureADMultipleOrgs" ? 256 : 100;
        if (all.Count > limit)
        {
            throw context.Refuse(GraphError.BadRequest($"The number of redirect URIs ({all.Count}) exceeds the limit of {limit} for this application."));
        }

        if (uris.Distinct(StringComparer.Ordinal).Count() != uris.Count)
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'redirectUris' of resource 'WebApplication': duplicate entries."));
        }

        if (uris.Find(u => !IsAllowed(u)) is { } refused)
        {
            throw context.Refuse(GraphError.BadRequest($"Invalid value specified for property 'redirectUris' of resource 'WebApplication': '{refused}'."));
        }
    }

    private static bool IsAllowed(string text) =>
        text.Length is > 0 and <= 256
        && text.IndexOfAny(['!', '$', '\'', '(', ')', ',', ';', '#']) < 0
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host == "localhost"));
}
