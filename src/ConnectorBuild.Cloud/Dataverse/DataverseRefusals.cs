using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Which kind of refusal an answer of Dataverse is: by its code, and by its text where the service has no code for it. The only place
/// that reads the text.
/// </summary>
internal static class DataverseRefusals
{
    /// <summary>Another import is running.</summary>
    public const string Busy = "0x80071151";

    private const string NotAMember = "0x80072560";

    // The code is that of every refusal by the connector service; what it says in its own text tells them apart.
    private static readonly string[] NoPlace = ["CustomScriptProvisioningFailed", "FindAndAssignFunctionApp"];

    /// <summary>Whether another import is running. A system job has the code in a column of its own, or only in its text.</summary>
    public static bool IsBusy(string code, string text) =>
        code.Equals(Busy, StringComparison.OrdinalIgnoreCase) || text.Contains(Busy, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether another import is running.</summary>
    public static bool IsBusy(ConnectorException e) => e.Refusal is { } refusal && IsBusy(refusal.Code, refusal.Text);

    /// <summary>Whether the solution is there already, in the package's version or a higher one. The code is INFERRED.</summary>
    public static bool IsOfVersion(string code, string text) =>
        code.Equals("0x80048540", StringComparison.OrdinalIgnoreCase) || text.Contains("must have a higher version", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the environment does not know the action. The code is that of every path that is not there.</summary>
    public static bool IsUnknownAction(ConnectorException e, string action) => e.Refusal?.Text.Contains(action, StringComparison.Ordinal) == true;

    /// <summary>Whether the platform has no place for custom code at the moment.</summary>
    public static bool HasNoPlaceForCode(ConnectorException e) =>
        e.Refusal is { } refusal && NoPlace.Any(n => refusal.Text.Contains(n, StringComparison.Ordinal));

    /// <summary>Whether it is the connector service that refused.</summary>
    public static bool IsOfConnectorService(ServiceRefusal refusal) =>
        refusal.Code.Contains("ApiHubs", StringComparison.Ordinal) || refusal.Text.Contains("ApiHubsRequestFailed", StringComparison.Ordinal);

    /// <summary>
    /// Whether connections to a connector hold its deletion back. The connector service has no code of its own in the Web API's answer.
    /// </summary>
    public static bool IsHeldByConnections(string text) =>
        text.Contains("CannotDeleteApiDueToExistingConnections", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the environment takes managed imports only. The code is INFERRED, the words are those of the setting.</summary>
    public static bool IsBlocked(ServiceRefusal refusal) =>
        refusal.Code == "0x80097376" || refusal.Text.Contains("Unmanaged customizations are blocked", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether other components hold a deletion back.</summary>
    public static bool IsHeldByDependents(string code, string text) =>
        code.Equals("0x8004F01F", StringComparison.OrdinalIgnoreCase)
        || text.Contains("0x8004f01f", StringComparison.OrdinalIgnoreCase)
        || text.Contains("cannot be deleted because it is referenced by", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the identity is not a user of the environment.</summary>
    public static bool IsNoUser(ServiceRefusal refusal) => refusal is { Status: 403, Code: NotAMember };
}
