using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>
/// Whether what is there now lies on the way from what was approved to what the project wants: each part as it was then, or as the steps of that very
/// plan leave it. What cannot be told for sure does not.
/// </summary>
internal sealed class PlanProgress(ApprovedPlan approved, PreparedDeployment prepared)
{
    // Clocks of pipeline and directory are not the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly DesiredState _desired = prepared.Desired;
    private readonly DataverseObservation _dataverse = prepared.Observed.Dataverse;
    private readonly EntraObservation? _entra = prepared.Observed.Entra;
    private readonly IReadOnlyDictionary<string, string?> _columns = ConnectorColumns.Of(prepared.Desired.Row, prepared.Observed.Entra?.Application?.AppId);

    /// <summary>Whether an approved step, or one that may have been repeated, does this one or a part of it.</summary>
    public static bool Covers(ApprovedPlan approved, DeploymentStep step)
    {
        var same = ApprovedStep.Create(step);
        return approved.Steps.Any(same.IsSame) || step switch
        {
            // A secret that no connector got before the stop is of no use, so the next run gives another one, for another reason.
            AddSecret or UseSecret => Approves(approved, "client secret", "add"),

            // By now it is known which.
            AddReplyUrl => approved.Steps.Any(ApprovedStep.Create(new AddReplyUrl(null)).IsSame),
            AddTrust => approved.Steps.Any(ApprovedStep.Create(new AddTrust(null)).IsSame),
            UpdateConnector update => update.Columns.Keys.All(c => IsSignIn(c) && Approves(approved, "client secret", "add")
                || approved.Steps.Any(a => a.Columns.Contains(c))),

            // Made by then.
            WriteRecord => approved.Steps.Any(a => a.Thing == step.Thing && a.Summary == step.Summary),

            // With another secret than the one that the import was to keep, or the other way round.
            RestoreSignIn restore => approved.Steps.Any(ApprovedStep.Create(new RestoreSignIn(restore.Name, !restore.IsOnlyIfLost)).IsSame),

            // The import was to do it.
            SetClientId or SetConnection => approved.Imports,
            _ => false,
        };
    }

    /// <summary>Whether a part that moved is as the approved plan leaves it.</summary>
    public bool Explains(string part) => part switch
    {
        Part.Connector => _dataverse.Connector is { } row && row.Name == _desired.Row.Identity.Name && Approves("connector", "solution", "custom code", "owner") && !IsUntouched,
        Part.Solution => _dataverse.Solution is { } solution && Approves("solution") && IsWanted(solution),
        Part.Publisher => Approves("publisher", "solution") && string.Equals(_dataverse.Publisher?.UniqueName, _desired.Solution.PublisherName, StringComparison.OrdinalIgnoreCase),
        Part.Record => _dataverse.Record.Record is { } record && Approves("deployment record") && IsWanted(record),
        Part.Owner => Approves("owner", "connector", "solution") && !IsPending("owner"),
        Part.Application => _entra?.Application?.SignInAudience == _desired.Application?.Audience && Approves("app registration") && !IsPending("app registration"),
        Part.ServicePrincipal => _entra?.ServicePrincipalId is not null && Approves("service principal"),
        Part.Deleted => _entra?.Deleted is null && Approves("app registration"),
        _ when Rest(part, Part.Column) is { } column => IsWanted(column),
        _ when Rest(part, Part.Share) is not null => Approves("share") && !IsPending("share"),
        _ when Rest(part, Part.Variable) is { } name => Approves("environment variable", "solution") && IsVariableWanted(name),
        _ when Rest(part, Part.ConnectionReference) is { } name => Approves("connection reference", "solution") && IsConnectionWanted(name),
        _ when Rest(part, Part.Permission) is { } name => Approves("app registration") && IsPermissionWanted(name) == _entra?.Application?.Permissions.Any(p => StateHashes.Name(p) == name),
        _ when Rest(part, Part.Secret) is { } id => _entra?.Application?.Passwords.FirstOrDefault(p => p.KeyId.ToString() == id) is { } password
            ? IsOurs(password)
            : approved.Steps.Any(a => a is { Thing: "client secret", Kind: "remove" } && a.Summary.StartsWith(id, StringComparison.Ordinal)),
        _ when Rest(part, Part.Consent) is not null => Approves("admin consent") && !IsPending("admin consent"),
        _ => false,
    };

    // The row moved, and still everything of the approved update is to be done: it was not that update that moved it.
    private bool IsUntouched => prepared.Plan.Steps.OfType<UpdateConnector>().Any(u =>
        !u.Columns.Keys.All(IsSignIn) && approved.Steps.Any(ApprovedStep.Create(u).IsSame));

    private bool IsWanted(SolutionState solution) => _desired.Package is not { } package
        || (solution.IsManaged == package.IsManaged && ImportSolution.ParsedVersion(solution) == package.Version);

    private bool IsWanted(DeploymentRecord record) => _columns.All(c => record.Sent.GetValueOrDefault(c.Key) == ContentHash.Of(c.Value ?? ""));

    private bool IsWanted(string column)
    {
        // A plan file names what it likes.
        if (_dataverse.Connector is not { } row || !_columns.TryGetValue(column, out var wanted))
        {
            return false;
        }

        return ConnectorColumns.AreSame(column, wanted, row[column])

            // As an import brings them, before the client id is put back.
            || (Approves("solution") && ConnectorColumns.AreSame(column, ConnectorColumns.Of(_desired.Row, clientId: null)[column], row[column]))

            // In words of the platform's own.
            || (_dataverse.Record.Record is { } record && record.RowETag == row.ETag && record.Sent.GetValueOrDefault(column) == ContentHash.Of(wanted ?? ""));
    }

    private bool IsVariableWanted(string name)
    {
        var package = _desired.Package;
        if (package?.DeploymentVariables.Contains(name) == true && !package.ClientIdVariables.Contains(name))
        {
            // Of another connector in the package, whose own plan looks after it.
            return true;
        }

        var standard = _desired.VariableDefinitions.FirstOrDefault(d => d.SchemaName == name)?.DefaultValue;
        return _dataverse.Variables.GetValueOrDefault(name) is { } variable
            && variable.Effective == (_desired.VariableValue(name, _entra?.Application?.AppId) ?? standard)
            && (standard is null || variable.DefaultValue == standard);
    }

    // One that nothing gives a connection is made without.
    private bool IsConnectionWanted(string name) =>
        _dataverse.Connections.GetValueOrDefault(name) is { } reference
        && _desired.Package?.Manifest.ConnectionReferences.FirstOrDefault(r => r.LogicalName == name) is { } wanted
        && !reference.Differences(wanted, withTexts: false).Any()
        && reference.ConnectionId == _desired.Package?.Connections.FirstOrDefault(c => c.LogicalName == name)?.ConnectionId;

    private bool IsPermissionWanted(string name) => _desired.Application is { } wanted
        && PermissionResolver.Resolve(wanted.Resources, _entra!.Resources, _desired.PropertiesLocation).Any(p => StateHashes.Name(p.Required) == name);

    private bool IsOurs(PasswordState password) => Approves(approved, "client secret", "add")
        && _desired.Application is { } application
        && password.DisplayName.StartsWith(application.SecretPrefix, StringComparison.Ordinal)
        && password.Start >= approved.Created - ClockSkew;

    private bool Approves(params ReadOnlySpan<string> things)
    {
        foreach (var thing in things)
        {
            if (thing == "solution" ? approved.Imports : approved.Steps.Any(a => a.Thing == thing))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Approves(ApprovedPlan approved, string thing, string kind) => approved.Steps.Any(a => a.Thing == thing && a.Kind == kind);

    private bool IsPending(string thing) => prepared.Plan.Steps.Any(s => s.Thing == thing);

    private static bool IsSignIn(string column) => column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets;

    private static string? Rest(string part, string prefix) => part.StartsWith(prefix, StringComparison.Ordinal) ? part[prefix.Length..] : null;
}
