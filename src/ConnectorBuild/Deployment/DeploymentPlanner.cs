using System.Collections.Immutable;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Entra;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment;

/// <summary>Plan = desired - observed. A pure function: the same states and time give the same plan.</summary>
public static class DeploymentPlanner
{
    /// <summary>The plan.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="observed">What is.</param>
    /// <param name="now">The time, for the lifetime of secrets.</param>
    public static DeploymentPlan Plan(DesiredState desired, ObservedState observed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        var plan = new Builder(desired, observed, now);
        try
        {
            plan.Solution();
            plan.Application();
            plan.Connector();
        }
        catch (ConnectorException e)
        {
            plan.Diagnostics.AddRange(e.Diagnostics);
        }

        return new DeploymentPlan([.. plan.Steps], [.. plan.Unchanged], [.. plan.Diagnostics]);
    }

    private sealed class Builder(DesiredState desired, ObservedState observed, DateTimeOffset now)
    {
        private readonly DataverseObservation _dataverse = observed.Dataverse;
        private readonly ApplicationState? _application = observed.Entra?.Application;
        private readonly DeploymentRecord? _record = observed.Dataverse.Record.Record;

        public List<DeploymentStep> Steps { get; } = [];

        public List<string> Unchanged { get; } = [];

        public List<Diagnostic> Diagnostics { get; } = [];

        // A row that nobody else has written since holds the secret that we gave it, and the columns that we sent.
        private bool IsRowOurs => _dataverse.Connector is { } row && _record?.RowETag == row.ETag;

        public void Solution()
        {
            var wanted = desired.Solution;
            if (_dataverse.Solution is { } solution)
            {
                RequirePrefix(solution.PublisherPrefix, $"Solution '{solution.UniqueName}' exists in {desired.Target.DataverseUrl} with a publisher whose prefix is '{solution.PublisherPrefix}'");
                if (solution.IsManaged)
                {
                    Diagnostics.Add(new Diagnostic(
                        DataverseDiagnostics.SolutionManaged,
                        $"Solution '{solution.UniqueName}' is managed in {desired.Target.DataverseUrl}, so the connector cannot be written there directly. Nothing was changed. Deploy to the environment in which it is developed, or import the managed package."));
                }

                Unchanged.Add($"solution '{solution.UniqueName}' {solution.Version}");
                return;
            }

            if (_dataverse.Publisher is null)
            {
                Steps.Add(new CreatePublisher(wanted));
            }
            else
            {
                Unchanged.Add($"publisher '{_dataverse.Publisher.UniqueName}' with prefix '{_dataverse.Publisher.Prefix}'");
            }

            Steps.Add(new CreateSolution(wanted));
        }

        public void Application()
        {
            if (desired.Application is not { } wanted)
            {
                return;
            }

            var permissions = PermissionResolver.Resolve(wanted.Resources, observed.Entra!.Resources, desired.PropertiesLocation);
            if (_application is null)
            {
                Steps.Add(new CreateApplication(wanted, permissions) { Details = [$"audience {wanted.Audience}", .. permissions.Select(Describe)] });
            }
            else
            {
                var required = permissions.Select(p => p.Required).ToList();
                var missing = required.Except(_application.Permissions).ToList();
                var audience = _application.SignInAudience == wanted.Audience ? null : wanted.Audience;
                if (missing.Count > 0 || audience is not null)
                {
                    Steps.Add(new UpdateApplication(
                        _application,
                        audience,
                        missing.Count > 0 ? [.. _application.Permissions, .. missing] : (ImmutableArray<RequiredPermission>?)null)
                    {
                        Details =
                        [
                            .. audience is null ? Enumerable.Empty<string>() : [$"audience {_application.SignInAudience} -> {audience}"],
                            .. permissions.Where(p => missing.Contains(p.Required)).Select(p => "add " + Describe(p)),
                        ],
                    });
                }
                else
                {
                    Unchanged.Add($"app registration '{_application.DisplayName}' with {string.Join(", ", permissions.Select(Describe))}");
                }
            }

            if (_application is null || observed.Entra.ServicePrincipalId is null)
            {
                Steps.Add(new CreateServicePrincipal(_application?.DisplayName ?? wanted.DisplayName));
            }
        }

        public void Connector()
        {
            RequireFreeName();
            var columns = ConnectorColumns.Of(desired.Row, _application?.AppId);
            var changed = _dataverse.Connector is null ? columns : Changed(columns, _dataverse.Connector);
            Drift(changed);
            var secret = Secret(changed);
            if (secret is not null)
            {
                Steps.Add(secret);

                // The secret goes into the connection parameters, so they are written whether they differ or not.
                changed = changed
                    .Concat(columns.Where(c => c.Key is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets && c.Value is not null))
                    .DistinctBy(c => c.Key)
                    .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
            }

            if (_dataverse.Connector is null)
            {
                Steps.Add(new CreateConnector(changed, desired.Row.Identity.Name));
            }
            else if (changed.Count > 0)
            {
                Steps.Add(new UpdateConnector(_dataverse.Connector, changed));
            }
            else
            {
                Unchanged.Add($"connector '{_dataverse.Connector.Name}'");
            }

            if (_dataverse.Record.IsUnreadable)
            {
                Diagnostics.Add(new Diagnostic(
                    DataverseDiagnostics.RecordUnreadable,
                    $"The environment variable '{desired.RecordName}' does not hold a record that this version can read. It is written anew, and the client secret is renewed because it is not known which one the connector holds."));
            }

            ReplyUrls();
            if (_dataverse.Connector is null || changed.Count > 0 || !IsRowOurs)
            {
                Steps.Add(new WriteRecord(desired.RecordName));
            }

            RetireSecrets(isRenewing: secret is not null);
        }

        private Dictionary<string, string?> Changed(IReadOnlyDictionary<string, string?> columns, ConnectorState row) => columns
            .Where(c => !IsUpToDate(c.Key, c.Value, row))
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

        // The platform may keep a value in its own words; in a row that is still ours, what we sent then is what counts.
        private bool IsUpToDate(string column, string? value, ConnectorState row) =>
            (IsRowOurs && _record!.Sent.GetValueOrDefault(column) == DeploymentRecord.Hash(value ?? ""))
            || (column == ConnectorColumns.Icon
                ? value is null || (_record?.Sent.GetValueOrDefault(column) == DeploymentRecord.Hash(value))
                : ConnectorColumns.AreSame(column, value, row[column]));

        private void Drift(IReadOnlyDictionary<string, string?> changed)
        {
            if (_dataverse.Connector is not { } row || _record is null || IsRowOurs)
            {
                return;
            }

            var edited = changed.Keys
                .Where(c => c != ConnectorColumns.Icon && _record.Read.TryGetValue(c, out var hash) && hash != RecordHash(c, row[c]))
                .ToList();
            if (edited.Count == 0)
            {
                return;
            }

            var what = $"Since the last deployment somebody changed {string.Join(", ", edited)} of connector '{row.Name}' in {desired.Target.DataverseUrl}";
            Diagnostics.Add(desired.OverwriteDrift
                ? new Diagnostic(DeploymentDiagnostics.Drift, DiagnosticSeverity.Warning, $"{what}. ConnectorOverwriteDrift is true, so this deployment overwrites it.")
                : new Diagnostic(DeploymentDiagnostics.Drift, $"{what}, and this deployment would overwrite it. Nothing was changed. Take the change into the project, or set ConnectorOverwriteDrift=true to overwrite it."));
        }

        private AddSecret? Secret(IReadOnlyDictionary<string, string?> changed)
        {
            if (desired.Application is not { } wanted || SecretReason(wanted, changed) is not { } reason)
            {
                return null;
            }

            return new AddSecret(reason, now + wanted.SecretLifetime);
        }

        private string? SecretReason(DesiredApplication wanted, IReadOnlyDictionary<string, string?> changed)
        {
            if (_application is null || _dataverse.Connector is null)
            {
                return "the connector has none yet";
            }

            if (!IsRowOurs || _record!.SecretKeyId is not { } keyId || _record.ClientId != _application.AppId)
            {
                return "it is not known which one the connector holds";
            }

            if (_application.Passwords.FirstOrDefault(p => p.KeyId == keyId) is not { } current)
            {
                return "the one that the connector holds is gone from the app";
            }

            // With a short lifetime granted, a fixed number of days would renew in every run.
            var third = TimeSpan.FromDays((_record.SecretLifetimeDays ?? (current.End - current.Start).TotalDays) / 3);
            var before = wanted.RenewBefore < third ? wanted.RenewBefore : third;
            if (current.End - now < before)
            {
                return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the one that the connector holds expires on {current.End:yyyy-MM-dd}");
            }

            if (changed.ContainsKey(ConnectorColumns.ConnectionParameters) || changed.ContainsKey(ConnectorColumns.ConnectionParameterSets))
            {
                return "the connection parameters change and writing them loses the one that the connector holds";
            }

            Unchanged.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"client secret {keyId}, valid until {current.End:yyyy-MM-dd}"));
            return null;
        }

        private void ReplyUrls()
        {
            if (desired.Application is null)
            {
                return;
            }

            var urls = _dataverse.Connector is { } row
                ? ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
                : [];
            if (urls.Count == 0)
            {
                Steps.Add(new AddReplyUrl(null));
            }

            foreach (var url in urls)
            {
                if (_application?.RedirectUris.Contains(url, StringComparer.Ordinal) == true)
                {
                    Unchanged.Add($"reply URL {url}");
                }
                else
                {
                    Steps.Add(new AddReplyUrl(url));
                }
            }
        }

        // A former secret may still be in a cache (24 hours have been seen). It goes when its successor has been in place for a day.
        private void RetireSecrets(bool isRenewing)
        {
            if (desired.Application is not { } wanted || _application is null || isRenewing || !IsRowOurs || _record!.SecretSince is not { } since || now - since < Overlap)
            {
                return;
            }

            foreach (var password in _application.Passwords.Where(p =>
                p.DisplayName.StartsWith(wanted.SecretPrefix, StringComparison.Ordinal) && p.KeyId != _record.SecretKeyId && now - p.Start >= Overlap))
            {
                Steps.Add(new RemoveSecret(password, "its successor has been in place for more than a day"));
            }
        }

        private void RequireFreeName()
        {
            if (_dataverse.NameHolder is { } other)
            {
                Diagnostics.Add(new Diagnostic(
                    DataverseDiagnostics.NameTaken,
                    $"The connector {other} in {desired.Target.DataverseUrl} already has the name '{desired.Row.Identity.Name}', and names are unique and cannot be changed. Nothing was changed. To take that connector over, set ConnectorRowId to {other}; for another one, choose another ConnectorName."));
            }

            if (_dataverse.Connector is { } row && row.Name.Length > 0 && row.Name != desired.Row.Identity.Name)
            {
                Diagnostics.Add(new Diagnostic(
                    DataverseDiagnostics.NameTaken,
                    $"Connector {row.Id} in {desired.Target.DataverseUrl} is called '{row.Name}', the project calls it '{desired.Row.Identity.Name}', and a connector's name cannot be changed. Nothing was changed. Set ConnectorName to '{row.Name}'."));
            }
        }

        private void RequirePrefix(string prefix, string what)
        {
            if (!string.Equals(prefix, desired.Solution.PublisherPrefix, StringComparison.OrdinalIgnoreCase))
            {
                Diagnostics.Add(new Diagnostic(
                    DataverseDiagnostics.PrefixMismatch,
                    $"{what}, but the project's ConnectorPublisherPrefix is '{desired.Solution.PublisherPrefix}'. The prefix is part of names that cannot be changed later. Nothing was changed. Set ConnectorPublisherPrefix to '{prefix}', or name another ConnectorSolutionName."));
            }
        }

        private static string Describe(ResolvedPermission p) => $"permission {p.Scope.Value} of {p.Api.DisplayName}";
    }

    /// <summary>How long a former secret stays usable beside its successor.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>The hash by which a column that was read is compared with the one read last time: the secret and what the platform sets do not count.</summary>
    internal static string RecordHash(string column, string? value) => DeploymentRecord.Hash(
        column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets
            ? ConnectorSignIn.Comparable(value)?.ToJsonString() ?? ""
            : value ?? "");
}
