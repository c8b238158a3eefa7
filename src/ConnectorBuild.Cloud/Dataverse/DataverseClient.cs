using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>The Dataverse Web API v9.2: one client, every request conditional where that matters, every refusal a coded error.</summary>
internal sealed class DataverseClient(HttpClient http, DeploymentTarget target, TokenCredential credential, TimeProvider? clock = null)
{
    /// <summary>Path of the Web API below the environment's address.</summary>
    public const string ApiPath = "api/data/v9.2/";

    private const int MaxAttempts = 8;

    // Dataverse counts characters of stored texts; what JSON does not need escaped stays as it is.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Uri _api = new(target.DataverseUrl, ApiPath);

    private string Scope => new Uri(target.DataverseUrl, ".default").ToString();

    /// <summary>Gets a token and says whose it is.</summary>
    public Task<SignedInIdentity> SignInAsync(CancellationToken cancellationToken) =>
        SignIn.RequireTenantAsync(credential, Scope, target, "Dataverse", cancellationToken);

    /// <summary>Several reads in one request.</summary>
    /// <param name="paths">Paths below the Web API, escaped.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="optional">How many of the last paths may be refused; a refusal is an answer there.</param>
    /// <param name="known">ETag of the first path's row, if it is known already: 304 without the row where it has not moved since.</param>
    /// <returns>An answer for each path; 404 is an answer.</returns>
    public async Task<IReadOnlyList<DataverseResponse>> ReadAsync(
        IReadOnlyList<string> paths, string doing, CancellationToken cancellationToken, int optional = 0, string? known = null)
    {
        var answers = new DataverseResponse?[paths.Count];
        for (var (attempt, waited) = (1, TimeSpan.Zero); ; attempt++)
        {
            var asked = Enumerable.Range(0, paths.Count).Where(i => answers[i] is null).ToList();
            var parts = await BatchAsync([.. asked.Select(i => (paths[i], i == 0 ? known : null))], doing, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < asked.Count; i++)
            {
                answers[asked[i]] = parts[i];
            }

            // The service protection limits count what is inside a batch, too; the retries of the whole request do not see it.
            var throttled = asked.Where(i => answers[i]!.Status == HttpStatusCode.TooManyRequests).ToList();
            var delay = throttled.Select(i => answers[i]!.RetryAfter ?? TimeSpan.FromSeconds(2)).DefaultIfEmpty().Max();
            if (throttled.Count == 0 || attempt == MaxAttempts || waited + delay > RetryHandler.TotalBound)
            {
                break;
            }

            throttled.ForEach(i => answers[i] = null);
            waited += delay;
            await Task.Delay(delay, clock ?? TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return answers.Take(paths.Count - optional).FirstOrDefault(a => a!.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.NotModified)) is { } refused
            ? throw DataverseErrors.Create(refused.Status, refused.Body, target, doing)
            : [.. answers.Select(a => a!)];
    }

    private async Task<IReadOnlyList<DataverseResponse>> BatchAsync(IReadOnlyList<(string Path, string? Known)> reads, string doing, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api, "$batch")) { Content = DataverseBatch.Write(reads, _api) };

        // A row that is not there is an answer; without this the batch would end at it.
        request.Headers.Add("Prefer", "odata.continue-on-error");
        using var response = await SendAsync(request, doing, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await DataverseErrors.ReadAsync(response, target, doing, cancellationToken).ConfigureAwait(false);
        }

        var parts = await DataverseBatch.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return parts.Count == reads.Count
            ? parts
            : throw DataverseErrors.Create(response.StatusCode, null, target, $"{doing}: {parts.Count} of {reads.Count} answers came back");
    }

    /// <summary>Creates a row and returns it.</summary>
    /// <param name="set">The entity set, for example <c>connectors</c>.</param>
    /// <param name="row">The columns.</param>
    /// <param name="solution">Unique name of the solution that the row goes into; null for none.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<DataverseResponse> CreateAsync(string set, JsonObject row, string? solution, string doing, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, set, row, solution, ifMatch: null, doing, cancellationToken);

    /// <summary>Calls an action and returns its answer.</summary>
    /// <param name="action">The action, for example <c>StageSolution</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<DataverseResponse> CallAsync(string action, JsonObject parameters, string doing, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, action, parameters, solution: null, ifMatch: null, doing, cancellationToken);

    /// <summary>Changes columns of a row that exists, and returns it.</summary>
    /// <param name="path">The row, for example <c>connectors(…)</c>.</param>
    /// <param name="row">The columns to change.</param>
    /// <param name="ifMatch">The ETag that the row must still have, or <c>*</c> for any.</param>
    /// <param name="solution">Unique name of the solution that the change goes into; null for none.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="isLostAnswerTold">Whether a row that moved after an attempt without an answer is told by status 412 instead of refused: it may be that attempt which moved it.</param>
    public Task<DataverseResponse> UpdateAsync(
        string path, JsonObject row, string ifMatch, string? solution, string doing, CancellationToken cancellationToken, bool isLostAnswerTold = false) =>
        WriteAsync(HttpMethod.Patch, path, row, solution, ifMatch, doing, cancellationToken, isLostAnswerTold);

    /// <summary>The refusal that a status stands for.</summary>
    public ConnectorException Refusal(HttpStatusCode status, string doing) => DataverseErrors.Create(status, null, target, doing);

    /// <summary>Deletes a row; one that is gone already is no failure.</summary>
    /// <param name="path">The row, for example <c>connectors(…)</c>.</param>
    /// <param name="ifMatch">The row's ETag, or <c>*</c>.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task DeleteAsync(string path, string ifMatch, string doing, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(_api, path));
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await SendAsync(request, doing, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
        {
            throw await DataverseErrors.ReadAsync(response, target, doing, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DataverseResponse> WriteAsync(
        HttpMethod method, string path, JsonObject row, string? solution, string? ifMatch, string doing, CancellationToken cancellationToken, bool isLostAnswerTold = false)
    {
        using var request = new HttpRequestMessage(method, new Uri(_api, path))
        {
            Content = new StringContent(row.ToJsonString(Relaxed), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Prefer", "return=representation");
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (solution is not null)
        {
            request.Headers.Add("MSCRM.SolutionUniqueName", solution);
        }

        using var response = await SendAsync(request, doing, cancellationToken).ConfigureAwait(false);
        if (isLostAnswerTold && response.StatusCode == HttpStatusCode.PreconditionFailed && RetryHandler.HasLostAnswer(request))
        {
            return new DataverseResponse(response.StatusCode, null, null);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await DataverseErrors.ReadAsync(response, target, doing, cancellationToken).ConfigureAwait(false);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var body = text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        return new DataverseResponse(response.StatusCode, body, (string?)body?["@odata.etag"] ?? response.Headers.ETag?.ToString());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string doing, CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
            request.Headers.Add("OData-Version", "4.0");
            request.Headers.Add("OData-MaxVersion", "4.0");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException e)
        {
            throw GraphErrors.SignInFailed(e, "Dataverse", target);
        }
        catch (HttpRequestException e)
        {
            throw GraphErrors.Unreachable(e, doing, $"The environment {target.DataverseUrl}");
        }
    }
}
