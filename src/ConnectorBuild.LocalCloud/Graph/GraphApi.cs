using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Microsoft Graph v1.0.</summary>
internal sealed class GraphApi(CloudState state, FaultRules faults)
{
    /// <summary>All it does; paths are without the version.</summary>
    public static IReadOnlyList<Operation<GraphContext>> Operations { get; } =
        [.. ApplicationOperations.All, .. ServicePrincipalOperations.All, .. DirectoryOperations.All];

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        try
        {
            var response = request.Path == "/$batch" && request.Method == "POST"
                ? GraphBatch.Handle(Context(request, new Dictionary<string, string>()))
                : Route(request);
            return GraphHeaders.Add(response, state, request);
        }
        catch (CloudFailure failure)
        {
            GraphHeaders.Add(failure.Response, state, request);
            throw;
        }
    }

    /// <summary>Answers a request of a batch: refusals stay in the batch, and what the refused part had changed is taken back.</summary>
    public CloudResponse HandlePart(CloudRequest request, string sent) =>
        FaultAnswer.Apply(faults.Strike("Graph", null, request.Method, "/v1.0" + sent, isPart: true), () => Isolated(request));

    private CloudResponse Isolated(CloudRequest request)
    {
        var restore = request.Method == "GET" ? null : state.Snapshot();
        try
        {
            return Route(request);
        }
        catch (CloudFailure failure)
        {
            restore?.Invoke();
            return failure.Response;
        }
    }

    private CloudResponse Route(CloudRequest request)
    {
        foreach (var operation in IsDelta(request) ? [] : Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(Context(request, route));
            }
        }

        GraphCaller.Read(state, request);
        throw GraphSegments.Refusal(request, Operations).ToFailure(state, request);
    }

    // The name of a function, which would pass for an object's id.
    private static bool IsDelta(CloudRequest request) => request.Path.Split('/')[^1].Split('(')[0] is "delta" or "microsoft.graph.delta";

    private GraphContext Context(CloudRequest request, IReadOnlyDictionary<string, string> route)
    {
        var caller = GraphCaller.Read(state, request);
        var stale = state.Options.ReplicationLag > TimeSpan.Zero
            && (state.Options.StaleShare >= 1 || state.Ids.NextDouble() < state.Options.StaleShare);
        var view = stale ? caller.Tenant.Directory.At(state.ReplicationTime - state.Options.ReplicationLag) : caller.Tenant.Directory.Current;
        return new GraphContext(this, state, request, caller, view, route);
    }
}
