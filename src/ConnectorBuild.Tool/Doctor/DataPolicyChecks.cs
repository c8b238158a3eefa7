using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>
/// What the tenant's data policies (DLP) do to the connector. The form of the answer is that of Microsoft's Terraform provider; the meaning
/// of patterns and groups is that of learn, "DLP for custom connectors". Not tried on a tenant.
/// </summary>
internal static partial class DataPolicyChecks
{
    private const string Subject = "data policies";
    private const string Blocked = "Blocked";

    /// <summary>Where the policies of tenants of the commercial cloud are read.</summary>
    public static Uri Address { get; } = new("https://api.bap.microsoft.com/providers/PowerPlatform.Governance/v2/policies");

    /// <summary>What a token for <see cref="Address"/> is for.</summary>
    public const string Scope = "https://service.powerapps.com/.default";

    /// <summary>The line of the local cloud.</summary>
    public static DoctorFinding Local { get; } = new(DoctorLevel.Ok, Subject, "The local cloud has none; a tenant may.");

    /// <summary>The address of the connector's API, which patterns of policies name; null where the files have errors or no host.</summary>
    public static string? ApiOf(ConnectorProject project, CancellationToken cancellationToken)
    {
        try
        {
            var definition = JsonNode.Parse(ConnectorSources.Read(project, cancellationToken).Content.Definition.Span);
            return definition?["host"]?.ToString() is { Length: > 0 } host
                ? $"https://{host}/{definition["basePath"]?.ToString().Trim('/')}".TrimEnd('/') + "/"
                : null;
        }
        catch (Diagnostics.ConnectorException)
        {
            return null;
        }
    }

    /// <summary>The groups that the policies put the connector into.</summary>
    /// <param name="answer">The tenant's policies; null where they cannot be read.</param>
    /// <param name="api">The address of the connector's API; null where it is not known.</param>
    /// <param name="environmentId">The environment's id in the Power Platform; null where the project does not say it.</param>
    public static DoctorFinding Judge(JsonNode? answer, string? api, string? environmentId)
    {
        if (answer?["value"] is not JsonArray policies || api is null)
        {
            return new(
                DoctorLevel.Unknown, Subject,
                (api is null
                    ? "The address of the API is not known, so policies cannot be compared with it."
                    : "The tenant's policies cannot be read, as is usual for the identity of a deployment: this takes a Power Platform "
                        + "administrator.")
                + " A policy may block the connector, or keep it apart from others.",
                $"az rest --method get --url {Address} --resource https://service.powerapps.com/");
        }

        var groups = policies.Where(p => Applies(p?["policyDefinition"], environmentId))
            .Select(p => (Name: $"'{p?["policyDefinition"]?["displayName"]}'", Group: GroupOf(p!, api)))
            .Where(p => p.Group != "Ignore")
            .ToLookup(p => p.Group, p => p.Name);
        var host = new Uri(api).Host;
        var unread = environmentId is null ? " Policies of single environments were passed over: set EnvironmentId." : "";
        return groups.Contains(Blocked)
            ? new(
                DoctorLevel.Warning, Subject,
                $"{string.Join(", ", groups[Blocked])} blocks {host}: makers cannot use the connector. An administrator must add a "
                    + $"pattern for {api}*.",
                $"az rest --method get --url {Address} --resource https://service.powerapps.com/")
            : new(
                DoctorLevel.Ok, Subject,
                (groups.Count == 0
                    ? $"No policy puts {host} into a group."
                    : string.Join(' ', groups.Select(g => $"{host} is {Word(g.Key)} in {string.Join(", ", g)}."))) + unread);
    }

    private static bool Applies(JsonNode? policy, string? environmentId)
    {
        var isNamed = (policy?["environments"] as JsonArray ?? [])
            .Any(e => string.Equals(e?["name"]?.ToString(), environmentId, StringComparison.OrdinalIgnoreCase));
        return policy?["environmentType"]?.ToString() switch
        {
            "AllEnvironments" => true,
            "ExceptEnvironments" => environmentId is not null && !isNamed,
            _ => environmentId is not null && isNamed,
        };
    }

    // The first pattern that fits counts; without one, the policy's default group.
    private static string GroupOf(JsonNode policy, string api) =>
        (policy["customConnectorUrlPatternsDefinition"]?["rules"] as JsonArray ?? [])
            .OrderBy(r => (int?)r?["order"] ?? int.MaxValue)
            .FirstOrDefault(r => Fits(r?["pattern"]?.ToString() ?? "", api))?["customConnectorRuleClassification"]?.ToString()
        ?? policy["policyDefinition"]?["defaultConnectorsClassification"]?.ToString()
        ?? "General";

    private static bool Fits(string pattern, string api)
    {
        var expression = Star().Replace(Regex.Escape(pattern.TrimEnd('/')), ".*");
        return Regex.IsMatch(api.TrimEnd('/'), $"^{expression}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)
            || Regex.IsMatch(api, $"^{expression}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
    }

    private static string Word(string group) => group switch
    {
        "Confidential" => "Business",
        "General" => "Non-Business",
        _ => group,
    };

    [GeneratedRegex(@"\\\*")]
    private static partial Regex Star();
}
