using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>What Microsoft Graph allows the identity that is signed in, and what the tenant allows apps.</summary>
internal static class GraphChecks
{
    private const string Graph = "00000003-0000-0000-c000-000000000000";

    // Application.ReadWrite.OwnedBy and Application.Read.All, as Graph's permissions reference has them.
    private const string OwnedBy = "18a4783c-866b-4cc7-a460-3d5e5662c884";
    private const string ReadAll = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30";

    private static readonly string[] Writing = ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] Reading = [.. Writing, "Application.Read.All", "Directory.Read.All"];

    /// <summary>The rights in Graph.</summary>
    /// <param name="claims">The token for Graph.</param>
    /// <param name="onlyVerifies">Whether the app is another team's (<c>EntraMode="Verify"</c>), so that reading is enough.</param>
    public static DoctorFinding Rights(TokenClaims claims, bool onlyVerifies)
    {
        var wanted = onlyVerifies ? Reading : Writing;
        if (claims.Roles.Intersect(wanted).FirstOrDefault() is { } role)
        {
            return new(DoctorLevel.Ok, "rights in Entra", $"The application permission {role}.");
        }

        if (claims.Scopes.Count > 0)
        {
            return new(
                DoctorLevel.Unknown, "rights in Entra",
                "A person is signed in. The token does not say the person's directory roles; the role Application Developer is enough, "
                    + "and so is the tenant's setting that users may register apps.");
        }

        if (claims.Roles.Intersect(Reading).FirstOrDefault() is { } reads)
        {
            return new(
                DoctorLevel.Warning, "rights in Entra",
                $"The application permission {reads} is enough for plans. A deployment needs {Writing[0]}, of this identity or of another.",
                Grant(claims, OwnedBy));
        }

        var (name, id) = onlyVerifies ? ("Application.Read.All", ReadAll) : (Writing[0], OwnedBy);
        return new(
            DoctorLevel.Error, "rights in Entra",
            "The token has no application permission "
                + $"{name}{(claims.Roles.Count == 0 ? "" : $", only {string.Join(", ", claims.Roles)}")}. An administrator must grant "
                + "it.",
            Grant(claims, id));
    }

    private static string Grant(TokenClaims claims, string permission) =>
        $"az ad app permission add --id {claims.ClientId ?? "CLIENT_ID"} --api {Graph} --api-permissions {permission}=Role && az ad app "
            + $"permission admin-consent --id {claims.ClientId ?? "CLIENT_ID"}";

    /// <summary>What the tenant's default app management policy says of client secrets.</summary>
    /// <param name="policy">The policy; null where it cannot be read.</param>
    /// <param name="lifetimeDays">The lifetime that the project asks for.</param>
    public static DoctorFinding AppPolicy(JsonNode? policy, int lifetimeDays)
    {
        const string Subject = "app management policy";
        if (policy is null)
        {
            return new(
                DoctorLevel.Unknown, Subject,
                "The tenant's policy cannot be read (Policy.Read.All). It may forbid client secrets or shorten their life.",
                "az rest --method get --url https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy");
        }

        var restrictions = policy["isEnabled"]?.ToString() == "true"
            ? (policy["applicationRestrictions"]?["passwordCredentials"] as JsonArray
                ?? []).Where(r => r?["state"]?.ToString() is null or "enabled").ToList()
            : [];
        if (restrictions.Any(r => r?["restrictionType"]?.ToString() == "passwordAddition"))
        {
            return new(
                DoctorLevel.Error, Subject, "The tenant forbids new client secrets. Ask for an exemption of the connector's app, or "
                    + "bring a secret that exists by ConnectorClientSecretEnvVar.",
                "az rest --method get --url https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy");
        }

        var longest = restrictions.Where(r => r?["restrictionType"]?.ToString() == "passwordLifetime")
            .Select(r => Days(r?["maxLifetime"]?.ToString())).OfType<int>().DefaultIfEmpty(int.MaxValue).Min();
        return longest < lifetimeDays
            ? new(
                DoctorLevel.Warning, Subject,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Client secrets live at most {DeploymentText.Plural(longest, "day")} here, and the project asks for {lifetimeDays}. Publish at least that "
                        + $"often, and say so in the project."),
                string.Create(CultureInfo.InvariantCulture, $"dotnet publish -p:ConnectorSecretLifetimeDays={longest}"))
            : new(DoctorLevel.Ok, Subject, "The tenant allows client secrets as the project wants them.");
    }

    private static int? Days(string? duration)
    {
        try
        {
            return duration is null ? null : (int)XmlConvert.ToTimeSpan(duration).TotalDays;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
