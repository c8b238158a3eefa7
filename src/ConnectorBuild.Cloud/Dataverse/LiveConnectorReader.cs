using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Finds connectors in an environment and reads all of them, the icon included. Writes nothing.</summary>
public sealed class LiveConnectorReader
{
    // Everything is in these two; makers work in others.
    private static readonly string[] SystemSolutions = ["Active", "Default"];

    private readonly DataverseClient _client;
    private readonly DeploymentTarget _target;

    /// <summary>A reader of one environment.</summary>
    /// <param name="http">Carries connections, trust and retries; not disposed here.</param>
    /// <param name="target">Whose address and tenant.</param>
    /// <param name="credential">Signs in to Dataverse.</param>
    public LiveConnectorReader(HttpClient http, DeploymentTarget target, TokenCredential credential)
    {
        _client = new DataverseClient(http, target, credential);
        _target = target;
    }

    /// <summary>Gets a token and says whose it is.</summary>
    /// <exception cref="ConnectorException">CB7001, CB7002: no token; CB7003: a token of another tenant.</exception>
    public Task<SignedInIdentity> SignInAsync(CancellationToken cancellationToken) => _client.SignInAsync(cancellationToken);

    /// <summary>The connectors of that name or id, with the solutions that they are in.</summary>
    /// <param name="wanted">Row id, row name, display name or the platform's own id; null for every custom connector.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005; CB8001 also for an answer that is cut off.</exception>
    public async Task<IReadOnlyList<LiveConnector>> FindAsync(string? wanted, CancellationToken cancellationToken)
    {
        const string doing = "reading the connector";
        var columns = string.Join(',', ConnectorColumns.All.Select(c => c.Name));
        var condition = wanted switch
        {
            null => "connectortype eq 1",
            _ when Guid.TryParse(wanted, out var id) => $"connectorid eq {id}",
            _ => $"name eq {DataverseText.Quote(wanted)} or displayname eq {DataverseText.Quote(wanted)} or connectorinternalid eq "
                + $"{DataverseText.Quote(wanted)}",
        };
        var rows = Rows(
            (await _client.ReadAsync(
                [$"connectors?$select=connectorid,name,connectorinternalid,ismanaged,{columns}&$filter={condition}"], doing,
                cancellationToken).ConfigureAwait(false))[0],
            doing);
        var found = rows.Select(ToConnector).ToList();
        if (found.Count != 1)
        {
            return found;
        }

        var variables = await ReadVariablesAsync([.. VariableReference.NamesIn(found[0].Row)], cancellationToken).ConfigureAwait(false);
        return
        [
            found[0] with
            {
                Solutions = await ReadSolutionsAsync(found[0].Row.Identity.RowId, cancellationToken).ConfigureAwait(false),
                EnvironmentVariables = [.. variables.Select(v => v.Definition)],
                VariableValues = variables
                    .Where(v => v.Definition.Type != EnvironmentVariableType.Secret && (v.Value ?? v.Definition.DefaultValue) is not null)
                    .ToDictionary(v => v.Definition.SchemaName, v => v.Value ?? v.Definition.DefaultValue!, StringComparer.OrdinalIgnoreCase),
            },
        ];
    }

    private async Task<IReadOnlyList<(EnvironmentVariable Definition, string? Value)>> ReadVariablesAsync(
        IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        const string doing = "reading the environment variables that the connector refers to";
        if (names.Count == 0)
        {
            return [];
        }

        var condition = string.Join(" or ", names.Select(n => $"schemaname eq {DataverseText.Quote(n)}"));
        var rows = Rows(
            (await _client.ReadAsync(
                [$"environmentvariabledefinitions?$select=schemaname,displayname,description,type,defaultvalue,isrequired,apiid,parameterkey&$expand={DataverseText.VariableValues}($select=value)&$filter={condition}"], doing, cancellationToken).ConfigureAwait(false))[0],
            doing);
        return
        [
            .. rows
                .Select(r => (
                    Definition: new EnvironmentVariable(
                        (string?)r["schemaname"] ?? "", (string?)r["displayname"] ?? "",
                        (EnvironmentVariableType)((int?)r["type"] ?? (int)EnvironmentVariableType.Text))
                    {
                        Description = (string?)r["description"],
                        DefaultValue = (string?)r["defaultvalue"],
                        IsRequired = (bool?)r["isrequired"] ?? false,
                        ApiId = (string?)r["apiid"],
                        ParameterKey = (string?)r["parameterkey"],
                    },
                    (string?)(r[DataverseText.VariableValues] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["value"]))
                .OrderBy(v => v.Definition.SchemaName, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<LiveSolution>> ReadSolutionsAsync(Guid connectorId, CancellationToken cancellationToken)
    {
        const string doing = "reading the connector's solutions";
        var components = Rows(
            (await _client.ReadAsync(
                [$"solutioncomponents?$select=componenttype&$expand=solutionid($select=uniquename,friendlyname,description,version,ismanaged,_publisherid_value)&$filter=objectid eq {connectorId}"],
                doing,
                cancellationToken).ConfigureAwait(false))[0],
            doing);
        var solutions = components.Select(c => c["solutionid"]).OfType<JsonObject>()
            .Where(s => !SystemSolutions.Contains((string?)s["uniquename"], StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (solutions.Count == 0)
        {
            return [];
        }

        var publishers = await _client.ReadAsync(
            [.. solutions.Select(s => $"publishers({(string?)s["_publisherid_value"]})?$select={Publishers.Columns}")], doing, cancellationToken).ConfigureAwait(false);
        return
        [
            .. solutions
                .Zip(publishers, (s, p) => new LiveSolution(
                    (string?)s["uniquename"] ?? "",
                    (string?)s["friendlyname"] ?? "",
                    (string?)s["version"] ?? "",
                    (bool?)s["ismanaged"] ?? false,
                    (string?)p.Body?["uniquename"] ?? "",
                    (string?)p.Body?["customizationprefix"] ?? "")
                {
                    Description = (string?)s["description"],
                    PublisherDetails = Publishers.DetailsOf(p.Body),
                })
                .OrderBy(s => s.IsManaged)
                .ThenBy(s => s.UniqueName, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<JsonObject> Rows(DataverseResponse answer, string doing) =>
        answer.Status == HttpStatusCode.OK && answer.Body?["value"] is JsonArray rows
            ? rows.OfType<JsonObject>()
            : throw DataverseErrors.Create(answer.Status, answer.Body, _target, $"{doing}: the answer is not a list of rows");

    private static LiveConnector ToConnector(JsonObject row)
    {
        var name = (string?)row["name"] ?? "";
        return new LiveConnector(
            ConnectorRow.Read(
                new ConnectorIdentity(
                    Guid.TryParse((string?)row["connectorid"], out var id) ? id : Guid.Empty,
                    name,
                    (string?)row[ConnectorColumns.DisplayName] ?? name,
                    (string?)row[ConnectorColumns.Description] ?? ""),
                column => (string?)row[column.Name],
                (string?)row[ConnectorColumns.Icon] is { Length: > 0 } icon ? Image(icon, name) : default(ReadOnlyMemory<byte>?)),
            (string?)row["connectorinternalid"],
            (bool?)row["ismanaged"] ?? false);
    }

    private static ReadOnlyMemory<byte> Image(string base64, string name)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    DataverseDiagnostics.NotDataverse,
                    $"The icon of connector '{name}' came damaged: it is not base64. Nothing was written. Run again; if it stays so, "
                        + "set the icon again in the maker portal."),
                e);
        }
    }
}
