using System.Net;
using Microsoft.Graph.Models.ODataErrors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>
/// Which kind of refusal an answer of Graph is whose code says only that the request is bad. The only place that reads Graph's texts.
/// </summary>
internal static class GraphRefusals
{
    /// <summary>Whether the unique name is taken: by a deleted app, or by a live one that the replica does not know yet (bicep-types #202).</summary>
    public static bool IsNameTaken(ODataError e) => Says(e, "uniqueName already exists");

    /// <summary>Whether the app does not have the secret.</summary>
    public static bool IsSecretGone(ODataError e) => Says(e, "No password credential found");

    /// <summary>Whether an object that the request refers to is not known to the replica yet.</summary>
    public static bool IsReferenceUnknown(ODataError e) => Says(e, "does not exist or one of its queried reference-property objects");

    /// <summary>Whether a client is to use a scope that the replica does not know yet. The text is INFERRED.</summary>
    public static bool IsPermissionUnknown(ODataError e) => Says(e, "delegatedPermissionIds");

    private static bool Says(ODataError e, string text) =>
        e.ResponseStatusCode == (int)HttpStatusCode.BadRequest && e.Error?.Message?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
