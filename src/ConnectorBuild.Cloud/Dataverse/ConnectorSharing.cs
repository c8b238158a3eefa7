using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Owner and shares of a connector row (messages Assign, GrantAccess and ModifyAccess of the table).</summary>
public sealed class ConnectorSharing
{
    private static readonly string[] PrincipalKeys = ["ownerid", "systemuserid", "teamid"];

    private readonly DataverseClient _client;

    internal ConnectorSharing(DataverseClient client) => _client = client;

    /// <summary>Reads owner and shares, and looks the named users and teams up, in one round trip.</summary>
    /// <param name="connectorId">The row; null while there is none.</param>
    /// <param name="principals">User principal names, object ids, or names of teams, as the project writes them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<SharingState> ReadAsync(Guid? connectorId, IReadOnlyCollection<string> principals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principals);
        var paths = principals.SelectMany(Lookups).ToList();
        if (connectorId is { } id)
        {
            paths.Add($"connectors({id})?$select=connectorid,_ownerid_value");
            paths.Add($"RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={Uri.EscapeDataString($$"""{'@odata.id':'connectors({{id}})'}""")}");
        }

        var answers = await _client.ReadAsync(paths, "reading who owns and uses the connector", cancellationToken).ConfigureAwait(false);
        return new SharingState(
            connectorId is not null && Guid.TryParse((string?)answers[^2].Body?["_ownerid_value"], out var owner) ? owner : null,
            connectorId is null ? [] : [.. Rows(answers[^1], "PrincipalAccesses").Select(ToAccess)],
            principals.Select((asked, index) => (asked, Found: (IReadOnlyList<PrincipalState>)
            [
                .. Rows(answers[2 * index], "value").Select(u => new PrincipalState(Id(u, "systemuserid"), false, (string?)u["fullname"] ?? asked)),
                .. Rows(answers[(2 * index) + 1], "value").Select(t => new PrincipalState(Id(t, "teamid"), true, (string?)t["name"] ?? asked)),
            ])).ToDictionary(p => p.asked, p => p.Found, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Gives the row to another owner, if nobody else has changed it since it was read.</summary>
    /// <exception cref="ConnectorException">CB8006: somebody has; CB8xxx, CB9005.</exception>
    public async Task<ConnectorState> AssignAsync(ConnectorState connector, PrincipalState owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(owner);
        var updated = await _client.UpdateAsync(
            $"connectors({connector.Id})",
            new JsonObject { ["ownerid@odata.bind"] = $"/{(owner.IsTeam ? "teams" : "systemusers")}({owner.Id})" },
            connector.ETag,
            solution: null,
            "giving the connector to its owner",
            cancellationToken).ConfigureAwait(false);
        return ObservedRows.Connector(updated.Body!, updated.ETag);
    }

    /// <summary>Shares the row, or changes how it is shared.</summary>
    /// <param name="connectorId">The row.</param>
    /// <param name="principal">With whom.</param>
    /// <param name="rights">Names such as <c>ReadAccess</c>.</param>
    /// <param name="isShared">Whether it is shared with them already: these rights then take the place of the former ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task ShareAsync(
        Guid connectorId, PrincipalState principal, IReadOnlyList<string> rights, bool isShared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return _client.CallAsync(
            isShared ? "ModifyAccess" : "GrantAccess",
            new JsonObject
            {
                ["Target"] = Target(connectorId),
                ["PrincipalAccess"] = new JsonObject
                {
                    ["AccessMask"] = string.Join(", ", rights),
                    ["Principal"] = Principal(principal),
                },
            },
            "sharing the connector",
            cancellationToken);
    }

    /// <summary>Takes a share back.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task RevokeAsync(Guid connectorId, PrincipalState principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return _client.CallAsync(
            "RevokeAccess",
            new JsonObject { ["Target"] = Target(connectorId), ["Revokee"] = Principal(principal) },
            "taking a share of the connector back",
            cancellationToken);
    }

    private static JsonObject Target(Guid connectorId) =>
        new() { ["@odata.type"] = "Microsoft.Dynamics.CRM.connector", ["connectorid"] = connectorId.ToString() };

    private static JsonObject Principal(PrincipalState principal) => new()
    {
        ["@odata.type"] = principal.IsTeam ? "Microsoft.Dynamics.CRM.team" : "Microsoft.Dynamics.CRM.systemuser",
        [principal.IsTeam ? "teamid" : "systemuserid"] = principal.Id.ToString(),
    };

    private static IEnumerable<string> Lookups(string asked)
    {
        var isId = Guid.TryParse(asked, out var id);
        yield return "systemusers?$select=systemuserid,fullname&$filter=" + (isId
            ? $"systemuserid eq {id} or azureactivedirectoryobjectid eq {id} or applicationid eq {id}"
            : $"domainname eq {DataverseText.Quote(asked)} or internalemailaddress eq {DataverseText.Quote(asked)}");
        yield return "teams?$select=teamid,name&$filter=" + (isId
            ? $"teamid eq {id} or azureactivedirectoryobjectid eq {id}"
            : $"name eq {DataverseText.Quote(asked)}");
    }

    private static SharedAccess ToAccess(JsonObject entry)
    {
        var principal = entry["Principal"] as JsonObject ?? [];
        return new SharedAccess(
            PrincipalKeys.Select(n => Id(principal, n)).FirstOrDefault(id => id != Guid.Empty),
            principal.ContainsKey("teamid") || ((string?)principal["@odata.type"])?.EndsWith(".team", StringComparison.Ordinal) == true,
            ((string?)entry["AccessMask"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static IEnumerable<JsonObject> Rows(DataverseResponse answer, string member) =>
        (answer.Body?[member] as JsonArray ?? []).OfType<JsonObject>();

    private static Guid Id(JsonObject row, string column) => Guid.TryParse((string?)row[column], out var id) ? id : Guid.Empty;
}
