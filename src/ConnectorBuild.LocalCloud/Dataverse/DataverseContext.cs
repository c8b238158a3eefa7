using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>A request to a Dataverse environment with its caller.</summary>
/// <param name="HandlePart">Answers a part of a batch: the request, its path and query as sent; null inside an import.</param>
/// <param name="State">The cloud.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Request">The request; its path is without <c>/api/data/v9.x</c>.</param>
/// <param name="UserId">The caller's <c>systemuserid</c>.</param>
/// <param name="Route">The path's placeholders.</param>
internal sealed record DataverseContext(
    Func<CloudRequest, string, CloudResponse>? HandlePart,
    CloudState State,
    DataverseEnvironment Environment,
    CloudRequest Request,
    string UserId,
    IReadOnlyDictionary<string, string> Route)
{
    /// <summary>Whether a managed import is under way, which may do what clients may not.</summary>
    public bool IsManagedImport { get; init; }

    /// <summary>Whether this is an import and not a client.</summary>
    public bool IsImport => HandlePart is null;

    /// <summary>The address of metadata.</summary>
    public string MetadataUrl => $"{Request.BaseUrl}/api/data/v9.2/$metadata";

    /// <summary>The refusal as an answer.</summary>
    public CloudFailure Refuse(DataverseError error) => error.ToFailure(Request);

    /// <summary>Refuses with 501.</summary>
    public CloudFailure NotSupported(string operation) => Refuse(DataverseError.NotSupported(operation));

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonObject Body() =>
        Request.Json() ?? throw Refuse(
            DataverseError.BadRequest("Error identified in Payload provided by the user for Entity: the payload is not a JSON object."));

    /// <summary>The path's id.</summary>
    public string Id(string name = "id") => Guid.TryParse(Route[name], out var id)
        ? id.ToString()
        : throw Refuse(DataverseError.BadRequest($"Bad Request - Error in query syntax: '{Route[name]}' is not a GUID."));
}
