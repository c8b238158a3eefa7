using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>What Dataverse allows the identity that is signed in.</summary>
internal static class DataverseChecks
{
    // The tables that a deployment writes. Names of privileges are prv, what is done, and the table.
    private static readonly string[] Needed =
        ["prvCreateConnector", "prvWriteConnector", "prvCreateSolution", "prvCreateEnvironmentVariableDefinition", "prvWriteEnvironmentVariableDefinition"];

    /// <summary>Whether the identity is a user of the environment.</summary>
    /// <param name="status">The status of WhoAmI; 0 without an answer.</param>
    /// <param name="url">The environment's address.</param>
    /// <param name="clientId">The app that is signed in; null for a person.</param>
    public static DoctorFinding User(int status, Uri url, string? clientId) => status switch
    {
        200 => new(DoctorLevel.Ok, "user of the environment", $"{url.Host} knows who is signed in."),
        401 or 403 => new(
            DoctorLevel.Error, "user of the environment", $"{url.Host} does not know who is signed in: there is no user for it, or the "
                + "user is disabled.",
            Assign(url, clientId)),
        0 => new(DoctorLevel.Error, "user of the environment", $"{url.Host} gave no answer.", $"curl -sSI {url}"),
        _ => new(DoctorLevel.Unknown, "user of the environment", $"{url.Host} answered {status}."),
    };

    /// <summary>The privileges that a deployment needs.</summary>
    /// <param name="answer">The answer of RetrieveUserPrivileges; null where it cannot be read.</param>
    /// <param name="url">The environment's address.</param>
    /// <param name="clientId">The app that is signed in; null for a person.</param>
    public static DoctorFinding Privileges(JsonNode? answer, Uri url, string? clientId)
    {
        var names = (answer?["RolePrivileges"] as JsonArray ?? []).Select(p => p?["PrivilegeName"]?.ToString()).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0)
        {
            return new(
                DoctorLevel.Unknown, "rights in Dataverse",
                "The user's privileges cannot be read. The roles Environment Maker and System Customizer together are enough.",
                Assign(url, clientId));
        }

        var missing = Needed.Where(n => !names.Contains(n)).ToList();
        return missing.Count == 0
            ? new(DoctorLevel.Ok, "rights in Dataverse", "The user may write connectors, solutions and environment variables.")
            : new(
                DoctorLevel.Error, "rights in Dataverse", $"The user lacks {string.Join(", ", missing)}. The roles Environment Maker "
                    + "and System Customizer together have them.",
                Assign(url, clientId));
    }

    private static string Assign(Uri url, string? clientId) =>
        $"pac admin assign-user --environment {url} --user {clientId ?? "USER"} --role \"System Customizer\""
            + (clientId is null ? "" : " --application-user");
}
