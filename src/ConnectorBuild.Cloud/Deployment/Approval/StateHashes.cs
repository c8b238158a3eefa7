using System.Text.Json;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>Hashes of the parts of a state that a plan is made from. None is of a secret.</summary>
internal static class StateHashes
{
    private const string None = "none";
    private const string There = "there";

    /// <summary>What the project wants: each column, the solution, the app.</summary>
    public static IReadOnlyDictionary<string, string> Of(DesiredState desired)
    {
        var hashes = ConnectorColumns.Of(desired.Row, clientId: null)
            .ToDictionary(c => c.Key, c => c.Value is null ? None : ContentHash.Of(c.Value), StringComparer.Ordinal);
        var solution = desired.Solution;
        hashes["solution"] = Hash(solution.UniqueName, solution.DisplayName, solution.Version, solution.PublisherName, solution.PublisherPrefix);
        if (solution.Description is not null || solution.PublisherDetails != new PublisherDetails())
        {
            var publisher = solution.PublisherDetails;
            hashes["publisher"] = Hash(
                solution.Description, publisher.DisplayName, publisher.Description, publisher.Email, publisher.Url, publisher.OptionValuePrefix);
        }

        if (desired.Route is ImportRoute { Package: var package } import)
        {
            hashes["package"] = Hash(package.Hash);
            hashes["deployment settings"] = Hash(
                [
                    .. import.Variables.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"),
                    .. package.Connections.Select(c => $"{c.LogicalName}={c.ConnectionId}={c.ConnectorId}"),
                ]);
            hashes["ConnectorDeleteOmitted"] = Hash([.. package.MayDelete.Order(StringComparer.OrdinalIgnoreCase)]);
            if (package.CompletesUpgrade)
            {
                hashes["ConnectorCompleteUpgrade"] = There;
            }
        }

        if (desired.Route is DirectRoute { Variables: { Definitions.Count: > 0 } variables })
        {
            hashes["environment variables"] = Hash(
                [.. variables.Definitions.Select(d => $"{d.SchemaName}={d.DefaultValue}={variables.Values.GetValueOrDefault(d.SchemaName)}")]);
        }

        hashes["application"] = desired.Application is not { } app
            ? None
            : Hash(
                [
                    app.UniqueName, app.DisplayName, app.Audience, app.ClientId, app.IsVerifiedOnly, app.IsShared, app.Secret.Kind, app.Secret.Reference, app.SecretLifetime,
                    app.RenewBefore, app.RotateAsOf is not null, app.GrantAdminConsent, app.PrunePermissions, app.ServiceManagementReference,
                    .. app.Resources.SelectMany(r => r.Scopes.Prepend(r.Resource)),
                    .. app.IsOnBehalfOf ? ["on behalf of", app.AllowsSharedApp] : Array.Empty<object>(),
                ]);
        hashes["owner and shares"] = Hash([desired.Owner, .. desired.Shares.SelectMany(s => new[] { s.Principal, s.Access })]);
        return hashes;
    }

    /// <summary>
    /// What the plan was made from, in parts so small that each is moved by one kind of step. Reply URLs of the app are left out: they are only ever
    /// added to, and a shared app's other environments add theirs. The icon is not read.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ObservedState observed)
    {
        var dataverse = observed.Dataverse;
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Part.Connector] = dataverse.Connector is { } row ? Hash(row.Id, row.ETag) : None,
            [Part.NameHolder] = dataverse.NameHolder is { } holder ? Hash(holder) : None,
            [Part.Solution] = dataverse.Solution is { } solution ? Hash(solution.Id, solution.IsManaged, solution.Version, solution.PublisherPrefix) : None,
            [Part.Publisher] = dataverse.Publisher is { } publisher ? Hash(publisher.Id, publisher.UniqueName, publisher.Prefix) : None,
            [Part.Record] = dataverse.Record.Record is { } record ? Hash(record.ToJson()) : dataverse.Record.IsUnreadable ? "unreadable" : None,
        };
        foreach (var (column, text) in dataverse.Connector?.Columns ?? new Dictionary<string, string?>())
        {
            if (column != ConnectorColumns.Icon && !string.IsNullOrEmpty(text))
            {
                hashes[Part.Column + column] = ConnectorColumns.ReadHash(column, text);
            }
        }

        if (dataverse.Sharing is { } sharing)
        {
            hashes[Part.Owner] = Hash(sharing.OwnerId);
            foreach (var share in sharing.Shared)
            {
                hashes[Part.Share + share.PrincipalId] = Hash([.. share.Rights.Order(StringComparer.Ordinal)]);
            }
        }

        // Without the record, which is a part of its own.
        foreach (var (name, variable) in dataverse.Variables.Where(v => v.Value.ValueId != dataverse.Record.ValueId || v.Value.ValueId is null))
        {
            hashes[Part.Variable + name] = Hash(variable.Effective, variable.DefaultValue);
        }

        if (dataverse.Staged is { } staged)
        {
            hashes[Part.Upgrade] = Hash([staged.Solution.Id, staged.Solution.Version, .. staged.Deletes.Select(d => d.ToString())]);
        }

        foreach (var (name, reference) in dataverse.Connections)
        {
            hashes[Part.ConnectionReference + name] = Hash(reference.ConnectionId, reference.ConnectorId, reference.CustomConnectorRowId);
        }

        if (observed.Entra is { } entra)
        {
            Add(hashes, entra);
        }

        return hashes;
    }

    private static void Add(Dictionary<string, string> hashes, EntraObservation entra)
    {
        hashes[Part.Application] = entra.Application is { } app ? Hash(app.Id, app.AppId, app.UniqueName, app.SignInAudience) : None;
        hashes[Part.ServicePrincipal] = entra.ServicePrincipalId is { } id ? Hash(id) : None;
        hashes[Part.Deleted] = entra.Deleted is { } deleted ? Hash(deleted.State.Id, deleted.ServicePrincipalId) : None;
        hashes[Part.Resources] = Hash([.. entra.Resources.OrderBy(r => r.Asked, StringComparer.Ordinal).Select(r => $"{r.Asked}={r.AppId}")]);
        foreach (var permission in entra.Application?.Permissions ?? [])
        {
            hashes[Part.Permission + Name(permission)] = There;
        }

        foreach (var password in entra.Application?.Passwords ?? [])
        {
            hashes[Part.Secret + password.KeyId] = There;
        }

        foreach (var grant in entra.Grants)
        {
            hashes[Part.Consent + grant.ResourceId] = Hash([.. grant.Scopes.Order(StringComparer.Ordinal)]);
        }
    }

    /// <summary>The name of a permission as a part.</summary>
    public static string Name(RequiredPermission permission) => $"{permission.ResourceAppId} {permission.PermissionId} {permission.Type}";

    // As JSON, so that no two lists of parts run together into the same text.
    private static string Hash(params object?[] parts) =>
        ContentHash.Of(
            JsonSerializer.Serialize(
                Array.ConvertAll(parts, p => Convert.ToString(p, System.Globalization.CultureInfo.InvariantCulture)),
                StringListJsonContext.Default.StringArray));
}

/// <summary>The parts of what is observed; those that end in a space are followed by a name.</summary>
internal static class Part
{
    public const string Connector = "connector";
    public const string Column = "connector column ";
    public const string NameHolder = "name holder";
    public const string Solution = "solution";
    public const string Publisher = "publisher";
    public const string Upgrade = "staged upgrade";
    public const string Record = "deployment record";
    public const string Owner = "owner";
    public const string Share = "share ";
    public const string Variable = "environment variable ";
    public const string ConnectionReference = "connection reference ";
    public const string Application = "app registration";
    public const string Permission = "permission ";
    public const string Secret = "client secret ";
    public const string ServicePrincipal = "service principal";
    public const string Deleted = "deleted app registration";
    public const string Resources = "resources";
    public const string Consent = "admin consent ";
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class StringListJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
