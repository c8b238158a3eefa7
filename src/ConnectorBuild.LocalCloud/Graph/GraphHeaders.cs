using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>The header fields that every answer of Graph has, which clients log.</summary>
internal static class GraphHeaders
{
    /// <summary>Adds them, unless a refusal has brought its own.</summary>
    public static CloudResponse Add(CloudResponse response, CloudState state, CloudRequest request)
    {
        var requestId = response.Headers.GetValueOrDefault("request-id") ?? state.Ids.NextId();
        return response
            .With("request-id", requestId)
            .With("client-request-id", request.Header("client-request-id") ?? requestId)
            .With("x-ms-ags-diagnostic", """{"ServerInfo":{"DataCenter":"local","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"local"}}""")
            .With("OData-Version", "4.0")
            .With("Cache-Control", "no-cache");
    }
}
