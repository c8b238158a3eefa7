using System.Text.Json;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Entra;

namespace ConnectorBuild.Deployment.Approval;

/// <summary>Hashes of the parts of a state that a plan is made from. None is of a secret.</summary>
internal static class StateHashes
{
    private const string None = "none";

    /// <summary>What the project wants: each column, the solution, the app.</summary>
    public static IReadOnlyDictionary<string, string> Of(DesiredState desired)
    {
        var hashes = ConnectorColumns.Of(desired.Row, clientId: null)
            .ToDictionary(c => c.Key, c => c.Value is null ? None : DeploymentRecord.Hash(c.Value), StringComparer.Ordinal);
        var solution = desired.Solution;
        hashes["solution"] = Hash(solution.UniqueName, solution.DisplayName, solution.Version, solution.PublisherName, solution.PublisherPrefix);
        if (desired.Package is { } package)
        {
            hashes["package"] = Hash([package.Hash, .. package.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")]);
        }

        if (desired.Variables.Definitions.Count > 0)
        {
            hashes["environment variables"] = Hash([.. desired.Variables.Definitions.Select(d => $"{d.SchemaName}={d.DefaultValue}={desired.Variables.Values.GetValueOrDefault(d.SchemaName)}")]);
        }

        hashes["application"] = desired.Application is not { } app
            ? None
            : Hash(
                [
                    app.UniqueName, app.DisplayName, app.Audience, app.ClientId, app.IsVerifiedOnly, app.IsShared, app.Secret.Kind, app.Secret.Reference, app.SecretLifetime,
                    app.RenewBefore, app.RotateNow, app.GrantAdminConsent, app.PrunePermissions, app.ServiceManagementReference,
                    .. app.Resources.SelectMany(r => r.Scopes.Prepend(r.Resource)),
                ]);
        hashes["owner and shares"] = Hash([desired.Owner, .. desired.Shares.SelectMany(s => new[] { s.Principal, s.Access })]);
        return hashes;
    }

    /// <summary>What the plan was made from. Reply URLs of the app are left out: they are only ever added to, and a shared app's other environments add theirs.</summary>
    public static IReadOnlyDictionary<string, string> Of(ObservedState observed)
    {
        var dataverse = observed.Dataverse;
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["connector"] = dataverse.Connector is { } row ? Hash(row.Id, row.ETag) : None,
            ["name holder"] = dataverse.NameHolder is { } holder ? Hash(holder) : None,
            ["solution"] = dataverse.Solution is { } solution ? Hash(solution.Id, solution.IsManaged, solution.Version, solution.PublisherPrefix) : None,
            ["publisher"] = dataverse.Publisher is { } publisher ? Hash(publisher.Id, publisher.UniqueName, publisher.Prefix) : None,
            ["deployment record"] = dataverse.Record.Record is { } record ? Hash(record.ToJson()) : dataverse.Record.IsUnreadable ? "unreadable" : None,
        };
        if (dataverse.Sharing is { } sharing)
        {
            hashes["owner and shares"] = Hash([sharing.OwnerId, .. sharing.Shared.OrderBy(s => s.PrincipalId).Select(s => $"{s.PrincipalId} {string.Join(' ', s.Rights.Order(StringComparer.Ordinal))}")]);
        }

        if (dataverse.Variables.Count > 0)
        {
            // Without the record, which is a part of its own.
            hashes["environment variables"] = Hash([.. dataverse.Variables.Where(v => v.Value.ValueId != dataverse.Record.ValueId || v.Value.ValueId is null).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value.Effective}")]);
        }

        if (observed.Entra is { } entra)
        {
            hashes["app registration"] = entra.Application is { } app ? Hash(Parts(app)) : None;
            hashes["service principal"] = entra.ServicePrincipalId is { } id ? Hash(id) : None;
            hashes["deleted app registration"] = entra.Deleted is { } deleted ? Hash(deleted.State.Id, deleted.ServicePrincipalId) : None;
            hashes["resources"] = Hash([.. entra.Resources.OrderBy(r => r.Asked, StringComparer.Ordinal).Select(r => $"{r.Asked}={r.AppId}")]);
            hashes["admin consent"] = Hash([.. entra.Grants.OrderBy(g => g.ResourceId, StringComparer.Ordinal).Select(g => $"{g.ResourceId} {string.Join(' ', g.Scopes.Order(StringComparer.Ordinal))}")]);
        }

        return hashes;
    }

    private static object?[] Parts(ApplicationState app) =>
    [
        app.Id, app.AppId, app.UniqueName, app.SignInAudience,
        .. app.Permissions.Select(p => $"{p.ResourceAppId} {p.PermissionId} {p.Type}").Order(StringComparer.Ordinal),
        .. app.Passwords.Select(p => p.KeyId.ToString()).Order(StringComparer.Ordinal),
    ];

    // As JSON, so that no two lists of parts run together into the same text.
    private static string Hash(params object?[] parts) =>
        DeploymentRecord.Hash(JsonSerializer.Serialize(Array.ConvertAll(parts, p => Convert.ToString(p, System.Globalization.CultureInfo.InvariantCulture)), StringListJsonContext.Default.StringArray));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class StringListJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
