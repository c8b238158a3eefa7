using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>The limits of reply URLs (entra-docs, reply-url).</summary>
internal static class RedirectUris
{
    /// <summary>Refuses what the service refuses.</summary>
    public static void Check(GraphContext context, JsonObject application)
    {
        var (web, spa, native) = (Of(application, "web"), Of(application, "spa"), Of(application, "publicClient"));
        List<string> all = [.. web, .. spa, .. native];
        var limit = application.Text("signInAudience") is "AzureADMyOrg" or "AzureADMultipleOrgs" ? 256 : 100;
        if (all.Count > limit)
        {
            throw context.Refuse(
                GraphError.BadRequest($"The number of redirect URIs ({all.Count}) exceeds the limit of {limit} for this application."));
        }

        if (all.Distinct(StringComparer.Ordinal).Count() != all.Count)
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    "Invalid value specified for property 'redirectUris' of resource 'WebApplication': duplicate entries."));
        }

        var personal = application.Text("signInAudience") is "AzureADandPersonalMicrosoftAccount" or "PersonalMicrosoftAccount";
        if (web.Concat(spa).FirstOrDefault(u => !IsAllowed(u, personal)) is { } refused)
        {
            throw context.Refuse(
                GraphError.BadRequest($"Invalid value specified for property 'redirectUris' of resource 'WebApplication': '{refused}'."));
        }

        if (native.Find(u => !IsNative(u)) is { } program)
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    $"Invalid value specified for property 'redirectUris' of resource 'PublicClientApplication': '{program}'."));
        }
    }

    private static List<string> Of(JsonObject application, string platform) => [.. application[platform].Texts("redirectUris")];

    /// <summary>A page's address: https, or http on the person's own machine. A wildcard only where no personal accounts sign in.</summary>
    private static bool IsAllowed(string text, bool personal) =>
        IsAddress(text, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host is "localhost" or "127.0.0.1"))
        && !(personal && text.Contains('*', StringComparison.Ordinal));

    /// <summary>A program's address: also schemes of its own (<c>msal{id}://auth</c>).</summary>
    private static bool IsNative(string text) =>
        IsAddress(text, out var uri) && (uri.Scheme != Uri.UriSchemeHttp || uri.Host is "localhost" or "127.0.0.1");

    private static bool IsAddress(string text, out Uri uri)
    {
        uri = null!;
        return text.Length is > 0 and <= 256
            && text.IndexOfAny(['!', '$', '\'', '(', ')', ',', ';', '#']) < 0
            && Uri.TryCreate(text, UriKind.Absolute, out uri!)
            && !text.EndsWith(' ');
    }
}
