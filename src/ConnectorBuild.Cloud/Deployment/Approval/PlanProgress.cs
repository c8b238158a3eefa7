using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>
/// Whether the current state is on the way from what was approved to what the project wants: each part as it was then, or as the steps of that very
/// plan leave it. What cannot be told for sure does not.
/// </summary>
internal sealed class PlanProgress(ApprovedPlan approved, DesiredState desired, ObservedState observed, DeploymentPlan plan)
{
    // Clocks of pipeline and directory are not the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly DataverseObservation _dataverse = observed.Dataverse;
    private readonly EntraObservation? _entra = observed.Entra;
    private readonly IReadOnlyDictionary<string, string?> _columns = ConnectorColumns.Of(desired.Row, observed.Entra?.Application?.AppId);

    /// <summary>Whether an approved step, or one that may have been repeated, does this one or a part of it.</summary>
    public static bool Covers(ApprovedPlan approved, DeploymentStep step) => IsApproved(approved, step) || step switch
    {
        // A secret that no connector got before the stop is of no use, so the next run gives another one, for another reason.
        AddSecret or UseSecret => AddsSecret(approved),

        // By now it is known which.
        AddReplyUrl => IsApproved(approved, new AddReplyUrl(null)),
        AddTrust => IsApproved(approved, new AddTrust(null)),
        UpdateConnector update =>
            update.Columns.Keys.All(c => (IsSignIn(c) && AddsSecret(approved)) || approved.Steps.Any(a => a.Columns.Contains(c))),

        // Made by then.
        WriteRecord record => IsApproved(approved, record with { Id = record.Id with { Kind = ChangeKind.Create } }),

        // The import was to do it.
        SetClientId or SetConnection => approved.Imports,
        _ => false,
    };

    /// <summary>Whether a part that moved is as the approved plan leaves it.</summary>
    public bool Explains(string part) => part switch
    {
        Part.Connector => _dataverse.Connector is { } row
            && row.Name == desired.Row.Identity.Name
            && (ChangesConnector || Approves(StepThing.CustomCode, StepThing.Owner))
            && !IsUntouched,
        Part.Solution => _dataverse.Solution is { } solution
            && ((Approves(StepThing.Solution) && IsWanted(solution)) || IsPromoted(solution)),
        Part.Upgrade => _dataverse.Staged is null && Approves(StepThing.Upgrade),
        Part.Publisher => Approves(StepThing.Publisher, StepThing.Solution)
            && string.Equals(_dataverse.Publisher?.UniqueName, desired.Solution.PublisherName, StringComparison.OrdinalIgnoreCase),
        Part.Record => _dataverse.Record.Record is { } record && Approves(StepThing.DeploymentRecord) && IsWanted(record),
        Part.Owner => (ChangesConnector || Approves(StepThing.Owner)) && !IsPending(StepThing.Owner),
        Part.Application => _entra?.Application?.SignInAudience == desired.Application?.Audience
            && ChangesApplication
            && !IsPending(StepThing.Application, StepThing.DeletedApplication),
        Part.ServicePrincipal => _entra?.ServicePrincipalId is not null && Approves(StepThing.ServicePrincipal),
        Part.Deleted => _entra?.Deleted is null && ChangesApplication,
        _ when Rest(part, Part.Column) is { } column => IsWanted(column),
        _ when Rest(part, Part.Share) is not null => Approves(StepThing.Share) && !IsPending(StepThing.Share),
        _ when Rest(part, Part.Variable) is { } name =>
            Approves(StepThing.Variable, StepThing.VariableValue, StepThing.Solution) && IsVariableWanted(name),
        _ when Rest(part, Part.ConnectionReference) is { } name =>
            Approves(StepThing.ConnectionReference, StepThing.Solution) && IsConnectionWanted(name),
        _ when Rest(part, Part.Permission) is { } name => ChangesApplication
            && IsPermissionWanted(name) == _entra?.Application?.Permissions.Any(p => StateHashes.Name(p) == name),
        _ when Rest(part, Part.Secret) is { } id => _entra?.Application?.Passwords.FirstOrDefault(p => p.KeyId.ToString() == id) is { } password
            ? IsOurs(password)
            : approved.Steps.Any(a => a.Does(ChangeKind.Remove, StepThing.ClientSecret) && a.Id.Key == id),
        _ when Rest(part, Part.Consent) is not null => Approves(StepThing.AdminConsent) && !IsPending(StepThing.AdminConsent),
        _ => false,
    };

    private bool ChangesConnector => Approves(StepThing.Connector, StepThing.SignInSettings, StepThing.Solution);

    private bool ChangesApplication => Approves(StepThing.Application, StepThing.DeletedApplication);

    // The row moved, and still everything of the approved update is to be done: it was not that update that moved it.
    private bool IsUntouched => plan.Steps.OfType<UpdateConnector>().Any(u =>
        !u.Columns.Keys.All(IsSignIn) && IsApproved(approved, u));

    private bool IsWanted(SolutionState solution) => desired.Route is not ImportRoute { Package: var package }
        || (solution.IsManaged == package.IsManaged && ImportSolution.ParsedVersion(solution) == package.Version);

    // The staged upgrade is completed, and the import is still to come.
    private bool IsPromoted(SolutionState solution) => _dataverse.Staged is null && approved.Steps.Any(a =>
        a.Does(ChangeKind.Promote, StepThing.Upgrade)
        && a.Id.Key == PromoteUpgrade.KeyOf(solution.UniqueName + StagedUpgrade.Suffix, solution.Version));

    // Of a column that the service did not take the record keeps the former hash.
    private bool IsWanted(DeploymentRecord record) =>
        _columns.All(c => record.Sent.GetValueOrDefault(c.Key) == ContentHash.Of(c.Value ?? "") || !IsWanted(c.Key));

    private bool IsWanted(string column)
    {
        // A plan file names what it likes.
        if (_dataverse.Connector is not { } row || !_columns.TryGetValue(column, out var wanted))
        {
            return false;
        }

        return ConnectorColumns.AreSame(column, wanted, row[column])

            // As an import brings them, before the client id is put back.
            || (Approves(StepThing.Solution)
                && ConnectorColumns.AreSame(column, ConnectorColumns.Of(desired.Row, clientId: null)[column], row[column]))

            // In words of the platform's own.
            || (_dataverse.Record.Record is { } record && record.RowETag == row.ETag
                && record.Sent.GetValueOrDefault(column) == ContentHash.Of(wanted ?? ""));
    }

    private bool IsVariableWanted(string name)
    {
        var variables = desired.Route.Variables;
        if (desired.Route is ImportRoute { Package: var package } && package.DeploymentVariables.Contains(name)
            && !variables.ClientIds.Contains(name))
        {
            // Of another connector in the package, whose own plan looks after it.
            return true;
        }

        var standard = variables.Default(name);
        return _dataverse.Variables.GetValueOrDefault(name) is { } variable
            && variable.Effective == (variables.Value(name, _entra?.Application?.AppId) ?? standard)
            && (standard is null || variable.DefaultValue == standard);
    }

    // One that nothing gives a connection is made without.
    private bool IsConnectionWanted(string name) =>
        _dataverse.Connections.GetValueOrDefault(name) is { } reference
        && desired.Route is ImportRoute { Package: var package }
        && package.Manifest.ConnectionReferences.FirstOrDefault(r => r.LogicalName == name) is { } wanted
        && !reference.Differences(wanted, withTexts: false).Any()
        && reference.ConnectionId == package.Connections.FirstOrDefault(c => c.LogicalName == name)?.ConnectionId;

    private bool IsPermissionWanted(string name) => desired.Application is { } wanted
        && PermissionResolver.Resolve(wanted.Resources, _entra!.Resources, desired.PropertiesLocation, _entra.Application)
            .Any(p => StateHashes.Name(p.Required) == name);

    private bool IsOurs(PasswordState password) => AddsSecret(approved)
        && desired.Application is { } application
        && password.DisplayName.StartsWith(application.SecretPrefix, StringComparison.Ordinal)
        && password.Start >= approved.Created - ClockSkew;

    private bool Approves(params ReadOnlySpan<StepThing> things)
    {
        foreach (var thing in things)
        {
            if (thing == StepThing.Solution ? approved.Imports : approved.Steps.Any(a => a.Changes(thing)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPending(params IReadOnlyList<StepThing> things) => plan.Steps.Any(s => things.Contains(s.Id.Thing));

    private static bool IsApproved(ApprovedPlan approved, DeploymentStep step) => approved.Steps.Any(ApprovedStep.Create(step).IsSame);

    private static bool AddsSecret(ApprovedPlan approved) => approved.Steps.Any(a => a.Does(ChangeKind.Add, StepThing.ClientSecret));

    private static bool IsSignIn(string column) => column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets;

    private static string? Rest(string part, string prefix) => part.StartsWith(prefix, StringComparison.Ordinal) ? part[prefix.Length..] : null;
}
