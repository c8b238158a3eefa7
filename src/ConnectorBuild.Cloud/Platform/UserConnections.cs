using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Platform;

/// <summary>
/// Connections of the signed-in person to a connector that signs in on behalf of users, made without a browser. The addresses are those
/// that one third party describes; Microsoft documents none of them, and can change them at any time.
/// </summary>
public sealed class UserConnections(HttpClient http, DeploymentTarget target, TokenCredential credential, ConnectorEnvironment environment)
{
    private const string Version = "api-version=1";
    private const string GatewayScope = "https://apihub.azure.com/.default";

    /// <summary>Makes a connection, calls an operation through it, and deletes it.</summary>
    /// <param name="rowId">The connector's row.</param>
    /// <param name="displayName">The connection's name.</param>
    /// <param name="call">The call that is the proof.</param>
    /// <param name="keep">Whether the connection stays.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB9026: a step was refused; sign-in or a read failed.</exception>
    public async Task<ConnectionProof> ProveAsync(Guid rowId, string displayName, ConnectionCall call, bool keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((await environment.SignInAsync(cancellationToken).ConfigureAwait(false)) is { IsApplication: true } identity)
        {
            throw Refused(
                $"A connection belongs to a person, and {identity} is an app. Sign in as a person, with {target.PersonArguments ?? "DataverseCredential=\"Browser\" or \"DeviceCode\" on the ConnectorEnvironment item"}");
        }

        if (await environment.ReadSavedAsync(
            rowId, target.Environment.EnvironmentId,
            cancellationToken).ConfigureAwait(false) is not { InternalId: { } id, EnvironmentId: { } where })
        {
            throw Refused(
                "The environment has no such connector, or does not say its own id. Deploy the connector first, or set EnvironmentId "
                    + "of the ConnectorEnvironment");
        }

        var root = new Uri(Root(where), $"connectivity/connectors/{Uri.EscapeDataString(id)}/");
        var filter = $"{Version}&$filter=environment eq '{where}'";
        var connector = await SendAsync(
            HttpMethod.Get, new Uri(root.ToString().TrimEnd('/') + "?" + filter), null, "reading the connector's address",
            cancellationToken).ConfigureAwait(false);
        var runtime = RowJson.Text((connector?["properties"]?["runtimeUrls"] as JsonArray)?.FirstOrDefault())
            ?? throw Refused("The platform gives no address for calls, so the connector is not live yet; 'dotnet connector status' says more");
        var made = await SendAsync(
            HttpMethod.Post, new Uri(root, "createoboconnection?" + Version), Definition(where, displayName), "making the connection",
            cancellationToken).ConfigureAwait(false);
        var name = RowJson.Text(made?["name"]) ?? throw Refused("The platform made a connection without a name");
        try
        {
            return await CallAsync(new Uri($"{runtime.TrimEnd('/')}/{name}{call.Path}"), name, call, keep, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!keep)
            {
                await SendAsync(
                    HttpMethod.Delete, new Uri(root, $"connections/{name}?{filter}"), null, "deleting the connection",
                    CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    // https://{id without dashes, a dot before its last two characters}.environment.api.powerplatform.com
    private Uri Root(string environmentId)
    {
        if (target.Environment.PowerPlatformUrl is not null || !target.IsKnownAuthority)
        {
            return target.PowerPlatformUrl;
        }

        var text = environmentId.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return new Uri($"https://{(text.Length > 2 ? text.Insert(text.Length - 2, ".") : text)}.environment.{target.PowerPlatformUrl.Host}/");
    }

    private static JsonObject Definition(string environmentId, string displayName) => new()
    {
        ["connectionDefinition"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["environment"] = new JsonObject { ["name"] = environmentId },
                ["connectionParameters"] = new JsonObject(),
                ["displayName"] = displayName,
                ["consentInfo"] = new JsonObject { ["redirectUrl"] = "https://global.consent.azure-apim.net/redirect" },
            },
        },
        ["skipTestConnection"] = true,
    };

    private async Task<ConnectionProof> CallAsync(Uri address, string name, ConnectionCall call, bool keep, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), address);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(GatewayScope, cancellationToken).ConfigureAwait(false));
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Content = call.Body is null ? null : new StringContent(call.Body, Encoding.UTF8, "application/json");
        RequestOptions.SetKind(request, RequestKind.Call);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var exchanged = response.Headers.TryGetValues("x-ms-apihub-obo", out var values) && values.Contains("true", StringComparer.OrdinalIgnoreCase);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new ConnectionProof(name, (int)response.StatusCode, exchanged, keep) { Answer = Start(answer) };
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, Uri address, JsonObject? body, string doing, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(target.PowerPlatformScope, cancellationToken).ConfigureAwait(false));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? RowJson.Parse(text)
            : throw Refused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The platform refused {doing} ({(int)response.StatusCode}: "
                        + $"{Start(text)}). {Meaning(response.StatusCode)}"));
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden =>
            "This way of signing in has no permission Connectivity.Connections. DataverseCredential=\"Browser\" or \"DeviceCode\" on the ConnectorEnvironment "
                + "item signs in with the Power Platform CLI's app, which is reported to have it; --client-id names another app",
        HttpStatusCode.NotFound => "Makers do not have the connector yet: 'dotnet connector deploy --wait-live' waits until they do",
        _ => "Make the connection in the maker portal if the addresses have changed",
    };

    private static string Start(string answer) => SafeText.OneLine(answer.Length > 200 ? answer[..200] : answer).Trim().TrimEnd('.');

    private async Task<string> TokenAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            return (await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (AuthenticationFailedException e)
        {
            throw Refused($"This way of signing in gets no token for {scope} ({SafeText.OneLine(e.Message)})");
        }
    }

    private static ConnectorException Refused(string what) =>
        new(new Diagnostic(DeploymentDiagnostics.ConnectionRefused, $"{what}. The connector was not changed."));
}

/// <summary>A call through a connection.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with the query, from the definition's <c>basePath</c> on.</param>
/// <param name="Body">JSON, or null.</param>
public sealed record ConnectionCall(string Method, string Path, string? Body);

/// <summary>What came of a connection and a call through it.</summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Status">The HTTP status of the call.</param>
/// <param name="IsExchanged">Whether the answer says that a token was exchanged on behalf of the user.</param>
/// <param name="IsKept">Whether the connection is still there.</param>
public sealed record ConnectionProof(string Connection, int Status, bool IsExchanged, bool IsKept)
{
    /// <summary>What the answer begins with, in one line.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Whether the API answered with success.</summary>
    public bool Succeeded => Status is >= 200 and < 300;
}
