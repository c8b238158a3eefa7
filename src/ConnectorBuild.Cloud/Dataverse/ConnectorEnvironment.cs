using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>A Dataverse environment as a deployment sees it: connector, solution, publisher and our record.</summary>
public sealed class ConnectorEnvironment
{
    private const string UpdatingConnector = "updating the connector";

    private readonly DataverseClient _client;

    private readonly StagedPackages _staged = new();

    // What was read last: a definition may have a megabyte, and a deployment reads it until several reads agree.
    private ConnectorState? _known;

    /// <summary>An environment seen through a credential.</summary>
    /// <param name="http">Carries connections, trust and retries; not disposed here.</param>
    /// <param name="target">Whose address and tenant.</param>
    /// <param name="credential">Signs in to Dataverse.</param>
    /// <param name="clock">Every wait; the machine's clock by default.</param>
    public ConnectorEnvironment(HttpClient http, DeploymentTarget target, TokenCredential credential, TimeProvider? clock = null)
    {
        _client = new DataverseClient(http, target, credential, clock);
        Sharing = new ConnectorSharing(_client);
        Life = new ConnectorLife(_client);
        Connections = new ConnectionReferences(_client);
        Variables = new EnvironmentVariables(_client);
        Records = new DeploymentRecords(_client, ReadAsync);
    }

    /// <summary>Owner and shares.</summary>
    public ConnectorSharing Sharing { get; }

    /// <summary>What depends on a connector, and its end.</summary>
    public ConnectorLife Life { get; }

    /// <summary>The connections of connection references.</summary>
    public ConnectionReferences Connections { get; }

    /// <summary>Environment variables and their values.</summary>
    public EnvironmentVariables Variables { get; }

    /// <summary>Our records.</summary>
    internal DeploymentRecords Records { get; }

    /// <summary>Gets a token and says whose it is.</summary>
    /// <exception cref="ConnectorException">CB7001, CB7002: no token; CB7003: a token of another tenant.</exception>
    public Task<SignedInIdentity> SignInAsync(CancellationToken cancellationToken) => _client.SignInAsync(cancellationToken);

    /// <summary>Reads everything in one round trip.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<DataverseObservation> ReadAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var identity = desired.Row.Identity;
        var columns = string.Join(',', ConnectorColumns.All.Where(c => c.Name != ConnectorColumns.Icon).Select(c => c.Name));
        var package = (desired.Route as ImportRoute)?.Package;
        var defined = desired.Route.Variables.Definitions;
        var references = package?.Manifest.ConnectionReferences.Count > 0 ? package.Manifest : null;
        var isOnBehalfOf = desired.Application is { IsOnBehalfOf: true };
        string[] variables = [desired.RecordName, .. defined.Select(v => v.SchemaName).Where(n => n != desired.RecordName)];
        var answers = await _client.ReadAsync(
            [
                $"connectors({identity.RowId})?$select=connectorid,name,connectorinternalid,ismanaged,iconblobid,{columns}",
                $"connectors?$select=connectorid,name&$filter=name eq {DataverseText.Quote(identity.Name)}",
                $"solutions?$select=solutionid,uniquename,ismanaged,version&$expand=publisherid($select={Publishers.Columns}){(package is null ? "" : $",{SolutionComponents.Expansion}")}&$filter=uniquename "
                    + "eq "
                    + $"{DataverseText.Quote(desired.Solution.UniqueName)}{(package is null ? "" : $" or uniquename eq {DataverseText.Quote(desired.Solution.UniqueName + StagedUpgrade.Suffix)}")}",
                $"publishers?$select={Publishers.Columns}&$filter=customizationprefix eq {DataverseText.Quote(desired.Solution.PublisherPrefix)}",
                $"environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname{(defined.Count == 0 ? "" : ",defaultvalue,displayname,description,isrequired")}&$expand={DataverseText.VariableValues}($select=environmentvariablevalueid,value)&$filter={string.Join(" or ", variables.Select(n => $"schemaname eq {DataverseText.Quote(n)}"))}",
                .. references is null ? Enumerable.Empty<string>() : [ConnectionReferences.Query(references)],
                .. isOnBehalfOf ? [OnBehalfOfConnectors.Query] : Enumerable.Empty<string>(),
                .. package is null ? Enumerable.Empty<string>() : ["organizations?$select=orgdborgsettings"],
            ],
            "reading the connector",
            cancellationToken,
            optional: package is null ? 0 : 1,
            known: KnownOf(desired)?.ETag).ConfigureAwait(false);

        var holder = answers[1].First is { } other && ObservedRows.Id(other, "connectorid") is var id && id != identity.RowId ? id : (Guid?)null;
        var solution = ObservedRows.Named(answers[2], desired.Solution.UniqueName);
        var record = ObservedRows.Record(ObservedRows.Of(answers[4]).FirstOrDefault(d => ObservedRows.IsNamed(d, desired.RecordName)));
        var connector = answers[0].Status == HttpStatusCode.NotModified ? KnownOf(desired) : answers[0].IsFound ? ObservedRows.Connector(answers[0].Body!, answers[0].ETag) : null;
        _known = connector;
        var (omitted, staged) = package is null
            ? ([], null)
            : await new SolutionComponents(_client).ReadAsync(
                solution,
                ObservedRows.Named(answers[2], desired.Solution.UniqueName + StagedUpgrade.Suffix),
                package,
                ObservedRows.Of(answers[4]).Select(d => ObservedRows.Id(d, "environmentvariabledefinitionid"))
                    .Concat(references is null ? [] : ObservedRows.Of(answers[5]).Select(r => ObservedRows.Id(r, "connectionreferenceid"))),
                cancellationToken).ConfigureAwait(false);
        return new DataverseObservation(
            connector is not null && IsIconNeeded(desired, record.Record)
                ? await WithIconAsync(connector, cancellationToken).ConfigureAwait(false)
                : connector,
            holder,
            ObservedRows.Solution(solution),
            ObservedRows.Publisher(answers[3].Body, desired.Solution.PublisherName),
            record)
        {
            OnBehalfOf = isOnBehalfOf ? OnBehalfOfConnectors.Read(ObservedRows.Of(answers[references is null ? 5 : 6]), desired.Row.Identity) : [],
            Sharing = desired.Owner is null && desired.Shares.Count == 0 && !(isOnBehalfOf && connector is not null) && record.Record?.Granted is null
                ? null
                : await Sharing.ReadAsync(
                    connector?.Id, [.. desired.Shares.Select(s => s.Principal).Concat(desired.Owner is { } owner ? [owner] : []).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken).ConfigureAwait(false),
            UnmanagedColumns = connector is { IsManaged: true }
                ? await Life.ReadUnmanagedColumnsAsync(connector.Id, cancellationToken).ConfigureAwait(false)
                : null,
            Variables = defined
                    .Select(v => (v.SchemaName, Row: ObservedRows.Of(answers[4]).FirstOrDefault(d => ObservedRows.IsNamed(d, v.SchemaName))))
                    .Where(v => v.Row is not null)
                    .ToDictionary(v => v.SchemaName, v => EnvironmentVariables.ToState(v.Row!), StringComparer.Ordinal),
            BlocksUnmanagedChanges = package is null ? null : OrganizationSettings.BlocksUnmanagedChanges(answers[^1]),
            Connections = references is null ? new Dictionary<string, ConnectionReferenceState>() : ConnectionReferences.Read(answers[5], references),
            Referred = connector is null
                ? new Dictionary<string, string>()
                : await Variables.ReadReferredAsync(
                    connector, [.. variables, .. VariableReference.NamesIn(desired.Row)], cancellationToken).ConfigureAwait(false),
            Omitted = omitted,
            Staged = staged,
        };
    }


    private ConnectorState? KnownOf(DesiredState desired) =>
        _known is { ETag.Length: > 0 } known && known.Id == desired.Row.Identity.RowId ? known : null;

    internal SolutionImporter Importer(DeploymentTarget target, TimeProvider clock, Action<string> tell, Action<Diagnostic> report) =>
        new(_client, target, clock, tell, report, _staged);

    /// <summary>The redirect URLs of every connector of the environment, by row name.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Urls)>> ReadRedirectUrlsAsync(CancellationToken cancellationToken)
    {
        var answers = await _client.ReadAsync(
            [$"connectors?$select=name,{ConnectorColumns.ConnectionParameters},{ConnectorColumns.ConnectionParameterSets}"], "reading the connectors", cancellationToken).ConfigureAwait(false);
        return [.. (answers[0].Body?["value"] as JsonArray ?? []).OfType<JsonObject>().Select(row => (
            (string?)row["name"] ?? "",
            ConnectorSignIn.RedirectUrls(
                (string?)row[ConnectorColumns.ConnectionParameters], (string?)row[ConnectorColumns.ConnectionParameterSets])))];
    }

    /// <summary>When a connector was saved, and by which ids the platform knows it; null when there is none.</summary>
    /// <param name="rowId">The connector's row.</param>
    /// <param name="environmentId">The environment's id in the Power Platform; null to ask Dataverse.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<SavedConnector?> ReadSavedAsync(Guid rowId, string? environmentId, CancellationToken cancellationToken)
    {
        var answers = await _client.ReadAsync(
            [
                $"connectors({rowId})?$select={SavedConnector.Columns}",
                .. environmentId is null ? [SavedConnector.Organization] : Enumerable.Empty<string>(),
            ],
            "reading when the connector was saved",
            cancellationToken,
            optional: environmentId is null ? 1 : 0).ConfigureAwait(false);
        return SavedConnector.Read(answers[0], environmentId is null ? answers[1] : null, environmentId);
    }

    /// <summary>Makes a publisher, or takes the one that another run has made a moment before.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<Guid> CreatePublisherAsync(DesiredSolution solution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(solution);
        try
        {
            return await CreateOrFindPublisherAsync(solution, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
        {
            // A create has no condition: there is a publisher of that name with another prefix.
            throw new ConnectorException(
                new Diagnostic(
                    DataverseDiagnostics.PublisherConflict,
                    $"The environment has a publisher '{solution.PublisherName}' whose prefix is not '{solution.PublisherPrefix}', and "
                        + "a publisher's name is unique. Nothing was changed. Set ConnectorPublisherName to another name, or "
                        + "ConnectorPublisherPrefix to the prefix of that publisher."),
                e)
            {
                Refusal = e.Refusal,
            };
        }
    }

    private async Task<Guid> CreateOrFindPublisherAsync(DesiredSolution solution, CancellationToken cancellationToken)
    {
        var created = await _client.CreateOrFindAsync(
            "publishers",
            Publishers.Create(solution),
            solution: null,
            $"publishers?$select=publisherid,uniquename,customizationprefix&$filter=uniquename eq {DataverseText.Quote(solution.PublisherName)}",
            there => (string?)there["customizationprefix"] == solution.PublisherPrefix,
            "creating the publisher",
            cancellationToken).ConfigureAwait(false);
        return ObservedRows.Id(created, "publisherid");
    }

    /// <summary>Makes an unmanaged solution; one of the same publisher that another run has made a moment before is fine.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task CreateSolutionAsync(DesiredSolution solution, Guid publisherId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var row = new JsonObject
        {
            ["uniquename"] = solution.UniqueName,
            ["friendlyname"] = solution.DisplayName,
            ["version"] = solution.Version,
            ["publisherid@odata.bind"] = $"/publishers({publisherId})",
        };
        if (solution.Description is { } description)
        {
            row["description"] = description;
        }

        return _client.CreateOrFindAsync(
            "solutions",
            row,
            solution: null,
            $"solutions?$select=solutionid,uniquename,ismanaged,_publisherid_value&$filter=uniquename eq {DataverseText.Quote(solution.UniqueName)}",
            there => (bool?)there["ismanaged"] != true && ObservedRows.Id(there, "_publisherid_value") == publisherId,
            "creating the solution",
            cancellationToken);
    }

    /// <summary>Makes the connector in its solution.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<ConnectorState> CreateConnectorAsync(
        DesiredState desired, IReadOnlyDictionary<string, string?> columns, ClientSecret? secret, string? clientId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var row = ToRow(columns, secret, clientId);
        row["connectorid"] = desired.Row.Identity.RowId.ToString();
        row["name"] = desired.Row.Identity.Name;
        row["connectortype"] = 1;
        var created = await _client.CreateAsync(
            "connectors", row, desired.Solution.UniqueName, "creating the connector", cancellationToken).ConfigureAwait(false);
        return ObservedRows.Connector(created.Body!, created.ETag);
    }

    /// <summary>Changes columns of the connector, if nobody else has changed it since it was read.</summary>
    /// <exception cref="ConnectorException">CB8006: somebody has; CB8xxx, CB9005.</exception>
    public async Task<ConnectorState> UpdateConnectorAsync(
        DesiredState desired, ConnectorState observed, IReadOnlyDictionary<string, string?> columns, ClientSecret? secret, string? clientId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        var updated = await _client.UpdateAsync(
            $"connectors({observed.Id})", ToRow(columns, secret, clientId), observed.ETag, observed.IsManaged
                ? null
                : desired.Solution.UniqueName, UpdatingConnector, cancellationToken, isLostAnswerTold: true).ConfigureAwait(false);
        return updated.Status == HttpStatusCode.PreconditionFailed
            ? await ReadOwnAsync(observed.Id, columns, clientId, cancellationToken).ConfigureAwait(false)
            : ObservedRows.Connector(_client.Row(updated, UpdatingConnector), updated.ETag);
    }

    // The answer of the first attempt was lost, and the row moved: where it holds what was sent, it was that attempt.
    private async Task<ConnectorState> ReadOwnAsync(
        Guid id, IReadOnlyDictionary<string, string?> columns, string? clientId, CancellationToken cancellationToken)
    {
        var names = string.Join(',', ConnectorColumns.All.Where(c => c.Name != ConnectorColumns.Icon).Select(c => c.Name));
        var answers = await _client.ReadAsync(
            [$"connectors({id})?$select=connectorid,name,connectorinternalid,ismanaged,iconblobid,{names}"], UpdatingConnector,
            cancellationToken).ConfigureAwait(false);
        var row = answers[0].IsFound ? ObservedRows.Connector(answers[0].Body!, answers[0].ETag) : null;
        var sent = ToRow(columns, secret: null, clientId);
        return row is not null && columns.Keys.Where(c => c != ConnectorColumns.Icon).All(c => ConnectorColumns.AreSame(c, (string?)sent[c], row[c]))
            ? row
            : throw new ConnectorException(_client.Refusal(HttpStatusCode.PreconditionFailed, UpdatingConnector).Diagnostics);
    }

    // An icon is large, and our record knows which one was sent. Only of another one (or without a record, as of a connector that was
    // adopted) the icon itself must say whether it is there.
    private static bool IsIconNeeded(DesiredState desired, DeploymentRecord? record) =>
        desired.Row.Icon is { } icon && record?.Sent.GetValueOrDefault(ConnectorColumns.Icon) != ContentHash.Of(Convert.ToBase64String(icon.Span));

    private async Task<ConnectorState> WithIconAsync(ConnectorState connector, CancellationToken cancellationToken)
    {
        var answers = await _client.ReadAsync(
            [$"connectors({connector.Id})?$select=connectorid,{ConnectorColumns.Icon}"], "reading the connector's icon",
            cancellationToken).ConfigureAwait(false);
        return connector with
        {
            Columns = connector.Columns.Append(new(ConnectorColumns.Icon, (string?)answers[0].Body?[ConnectorColumns.Icon]))
                .ToImmutableDictionary(StringComparer.Ordinal),
        };
    }

    private static JsonObject ToRow(IReadOnlyDictionary<string, string?> columns, ClientSecret? secret, string? clientId)
    {
        var row = new JsonObject();
        foreach (var (column, value) in columns)
        {
            var isSignIn = column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets;
            row[column] = isSignIn && value is not null && clientId is not null ? ConnectorSignIn.Fill(value, clientId, secret) : value;
        }

        return row;
    }
}
