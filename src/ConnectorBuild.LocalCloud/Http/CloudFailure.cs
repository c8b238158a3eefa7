namespace ConnectorBuild.LocalCloud.Http;

/// <summary>Ends the handling of a request with a refusal; whatever it had changed is taken back.</summary>
internal sealed class CloudFailure(CloudResponse response) : Exception($"HTTP {response.Status}")
{
    /// <summary>The refusal.</summary>
    public CloudResponse Response { get; } = response;
}
