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

            // The service protection limits count what is inside a batch, too, and each part can fail for a moment; the retries of the
            // whole request do not see it.
            var failed = asked.Where(i => RetryHandler.IsPassing(answers[i]!.Status)).ToList();
            var delay = failed.Select(i => RetryHandler.Delay(answers[i]!.RetryAfter, attempt, chance: 0)).DefaultIfEmpty().Max();
            if (failed.Count == 0 || attempt == ServiceBounds.ReadTries || waited + delay > ServiceBounds.Total)
            {
                break;
            }

            failed.ForEach(i => answers[i] = null);
            waited += delay;
            await Task.Delay(delay, clock ?? TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return answers.Take(paths.Count - optional)
            .FirstOrDefault(
                a => a!.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.NotModified)) is { } refused
            ? throw DataverseErrors.Create(refused.Status, refused.Body, target, doing)
            : [.. answers.Zip(paths, (a, path) => Checked(a!, path, doing))];
    }

    private async Task<IReadOnlyList<DataverseResponse>> BatchAsync(
        IReadOnlyList<(string Path, string? Known)> reads, string doing, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api, "$batch")) { Content = DataverseBatch.Write(reads, _api) };

        // A row that is not there is an answer; without this the batch would end at it.
        request.Headers.Add("Prefer", "odata.continue-on-error");
        using var response = await SendAsync(request, doing, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await DataverseErrors.ReadAsync(response, target, doing, cancellationToken).ConfigureAwait(false);
        }

        var parts = await ReadPartsAsync(response, doing, cancellationToken).ConfigureAwait(false);
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
    public async Task<DataverseResponse> CreateAsync(string set, JsonObject row, string? solution, string doing, CancellationToken cancellationToken)
    {
        var created = await WriteAsync(HttpMethod.Post, set, row, solution, ifMatch: null, doing, cancellationToken).ConfigureAwait(false);
        _ = Row(created, doing);
        return created;
    }

    /// <summary>Creates a row that several runs may want at the same time, or takes the one that another run has just made.</summary>
    /// <param name="set">The entity set.</param>
    /// <param name="row">The columns.</param>
    /// <param name="solution">Unique name of the solution that the row goes into; null for none.</param>
    /// <param name="query">Reads the row by its key, as a list.</param>
    /// <param name="isIt">Whether the existing row is the row that was to be made.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ConnectorException">CB8006: a row of that key is there, and another one; CB8xxx, CB90xx.</exception>
    public async Task<JsonObject> CreateOrFindAsync(
        string set, JsonObject row, string? solution, string query, Func<JsonObject, bool> isIt, string doing, CancellationToken cancellationToken)
    {
        try
        {
            return (await CreateAsync(set, row, solution, doing, cancellationToken).ConfigureAwait(false)).Body!;
        }
        catch (ConnectorException e) when (e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
        {
            // A create has no condition: 412 says that a row of the same key is there now.
            var there = (await ReadAsync([query], doing, cancellationToken).ConfigureAwait(false))[0].First;
            if (there is null || !isIt(there))
            {
                throw;
            }

            return there;
        }
    }

    /// <summary>Calls an action and returns its answer.</summary>
    /// <param name="action">The action, for example <c>StageSolution</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<DataverseResponse> CallAsync(string action, JsonObject parameters, string doing, CancellationToken cancellationToken) =>
        WriteAsync(
            HttpMethod.Post, action, parameters, solution: null, ifMatch: null, doing, cancellationToken,
            isUpload: parameters.ContainsKey("CustomizationFile"));

    /// <summary>Changes columns of a row that exists, and returns it.</summary>
    /// <param name="path">The row, for example <c>connectors(…)</c>.</param>
    /// <param name="row">The columns to change.</param>
    /// <param name="ifMatch">The ETag that the row must still have, or <c>*</c> for any.</param>
    /// <param name="solution">Unique name of the solution that the change goes into; null for none.</param>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="isLostAnswerTold">Whether a row that moved after an attempt without an answer is reported as status 412 instead of
    /// refused: it may be that attempt which moved it.</param>
    public Task<DataverseResponse> UpdateAsync(
        string path, JsonObject row, string ifMatch, string? solution, string doing, CancellationToken cancellationToken, bool isLostAnswerTold = false) =>
        WriteAsync(HttpMethod.Patch, path, row, solution, ifMatch, doing, cancellationToken, isLostAnswerTold);

    /// <summary>The row of an answer that must have one.</summary>
    /// <exception cref="ConnectorException">CB9022: the answer has no row.</exception>
    public JsonObject Row(DataverseResponse answer, string doing) => answer.Body ?? throw Unreadable("the row that was written is not in it", doing);

    /// <summary>A text of an answer that must have it.</summary>
    /// <exception cref="ConnectorException">CB9022: it has not.</exception>
    public string Text(DataverseResponse answer, string name, string doing) =>
        (string?)answer.Body?[name] is { Length: > 0 } text ? text : throw Unreadable($"it has no '{name}'", doing);

    /// <summary>The refusal that a status stands for.</summary>
    public ConnectorException Refusal(HttpStatusCode status, string doing) => DataverseErrors.Create(status, null, target, doing);

    /// <summary>Deletes a row; one that is already gone counts as deleted.</summary>
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
        HttpMethod method, string path, JsonObject row, string? solution, string? ifMatch, string doing, CancellationToken cancellationToken, bool isLostAnswerTold = false, bool isUpload = false)
    {
        using var request = new HttpRequestMessage(method, new Uri(_api, path))
        {
            Content = new StringContent(row.ToJsonString(Relaxed), Encoding.UTF8, "application/json"),
        };
        RequestOptions.SetKind(request, isUpload ? RequestKind.Upload : RequestKind.Write);
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
        var body = text.Length == 0 ? null : Parse(text, doing);
        return new DataverseResponse(response.StatusCode, body, (string?)body?["@odata.etag"] ?? response.Headers.ETag?.ToString());
    }

    private JsonObject Parse(string text, string doing)
    {
        try
        {
            var body = JsonNode.Parse(text) as JsonObject ?? throw Unreadable("it is not a JSON object", doing);
            return AnswerShape.Problem(body) is { } problem ? throw Unreadable(problem, doing) : body;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Unreadable($"it is not JSON to its end: {e.Message}", doing);
        }
    }

    private async Task<IReadOnlyList<DataverseResponse>> ReadPartsAsync(
        HttpResponseMessage response, string doing, CancellationToken cancellationToken)
    {
        try
        {
            return await DataverseBatch.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw Unreadable($"a part of it is not JSON to its end: {e.Message}", doing);
        }
    }

    // A row or list that is believed not to be there would be made a second time.
    private DataverseResponse Checked(DataverseResponse answer, string path, string doing)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            return answer;
        }

        var problem = answer.Body is null ? "it is not a JSON object"
            : !path.Split('?')[0].Contains('(', StringComparison.Ordinal) && answer.Body["value"] is not JsonArray ? "it is not a list of rows"
            : AnswerShape.Problem(answer.Body);
        return problem is null ? answer : throw Unreadable(problem, doing);
    }

    private ConnectorException Unreadable(string why, string doing) =>
        GraphErrors.Unreachable(AnswerException.Unreadable(target.DataverseUrl, why), doing, "Dataverse");

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
