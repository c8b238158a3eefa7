using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>Asks GitHub for the token that a job signs in with, to read its subject.</summary>
internal static class GitHubToken
{
    /// <summary>The finding; null outside of GitHub Actions.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="http">Sends the request.</param>
    /// <param name="audience">The audience that the cloud of the environment wants.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public static async Task<DoctorFinding?> CheckAsync(
        Func<string, string?> variable, HttpClient http, string audience, CancellationToken cancellationToken)
    {
        var isJob = variable("GITHUB_ACTIONS") == "true";
        var (url, secret) = (variable("ACTIONS_ID_TOKEN_REQUEST_URL"), variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
        var hasTokens = Uri.TryCreate(url, UriKind.Absolute, out _) && secret is { Length: > 0 };
        var claims = isJob && hasTokens
            ? await ReadAsync($"{url}&audience={Uri.EscapeDataString(audience)}", secret!, http, cancellationToken).ConfigureAwait(false)
            : null;
        return GitHubChecks.Subject(isJob, hasTokens, claims, variable("AZURE_CLIENT_ID") is { Length: > 0 } id ? id : null, audience);
    }

    private static async Task<TokenClaims?> ReadAsync(string url, string secret, HttpClient http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            return (body as JsonObject)?["value"]?.ToString() is { } token ? TokenClaims.Read(token) : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return null;
        }
    }
}
