using System.Net;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Several reads in one request (Graph <c>$batch</c>; the SDK splits it at 20).</summary>
internal sealed class GraphBatch(GraphServiceClient graph)
{
    private readonly BatchRequestContentCollection _requests = new(graph);
    private BatchResponseContentCollection? _responses;

    /// <summary>Adds a GET; the answer is found by the id returned.</summary>
    public Task<string> AddAsync(RequestInformation request) => _requests.AddBatchRequestStepAsync(request);

    /// <summary>Sends what was added.</summary>
    public async Task SendAsync(CancellationToken cancellationToken) =>
        _responses = await graph.Batch.PostAsync(_requests, cancellationToken).ConfigureAwait(false);

    /// <summary>The answer to a step; null when it was 404.</summary>
    public async Task<T?> FindAsync<T>(string step)
        where T : class, IParsable, new()
    {
        using var response = await _responses!.GetResponseByIdAsync(step).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            // The SDK's own typed read throws without the error's code; read it as the single request would have.
            var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            var error = (text.Length == 0
                ? null
                : await KiotaJsonSerializer.DeserializeAsync(text, ODataError.CreateFromDiscriminatorValue).ConfigureAwait(false)) ?? new ODataError();
            error.ResponseStatusCode = (int)response.StatusCode;
            throw error;
        }

        return await _responses.GetResponseByIdAsync<T>(step).ConfigureAwait(false);
    }
}
