using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Makes the connector row.</summary>
/// <param name="Columns">What is written, without secret and client id.</param>
/// <param name="Name">The row's name.</param>
public sealed record CreateConnector(IReadOnlyDictionary<string, string?> Columns, string Name)
    : DeploymentStep(ChangeKind.Create, StepThing.Connector, Name, $"'{Name}'")
{
    internal override IEnumerable<string> Content => Columns.Keys;
}

/// <summary>
/// Gives a connector that was just made its custom code: making both at once fails as a whole where the platform has no place for the
/// code at the moment.
/// </summary>
/// <param name="Columns">What is written.</param>
/// <param name="Name">The row's name.</param>
public sealed record AttachCustomCode(IReadOnlyDictionary<string, string?> Columns, string Name)
    : DeploymentStep(ChangeKind.Add, StepThing.CustomCode, Name, $"to '{Name}'")
{
    internal override IEnumerable<string> Content => Columns.Keys;
}

/// <summary>Changes columns of the connector row.</summary>
/// <param name="Observed">The row as the plan saw it; a row that has moved since is not overwritten.</param>
/// <param name="Columns">What is written, without secret and client id.</param>
public sealed record UpdateConnector(ConnectorState Observed, IReadOnlyDictionary<string, string?> Columns)
    : DeploymentStep(ChangeKind.Update, StepThing.Connector, Observed.Name, $"'{Observed.Name}': {string.Join(", ", Columns.Keys)}")
{
    internal override IEnumerable<string> Content => Columns.Keys;
}

/// <summary>Gives the connector row to a user or team.</summary>
public sealed record AssignOwner(PrincipalState Owner)
    : DeploymentStep(ChangeKind.Update, StepThing.Owner, Owner.Id.ToString(), $"{Owner} owns the connector");

/// <summary>Shares the connector.</summary>
/// <param name="Principal">With whom.</param>
/// <param name="Access"><c>CanView</c> or <c>CanEdit</c>.</param>
/// <param name="Rights">The rights of the row that this is.</param>
/// <param name="IsShared">Whether it is shared with them already, with other rights.</param>
public sealed record ShareConnector(PrincipalState Principal, string Access, ImmutableArray<string> Rights, bool IsShared)
    : DeploymentStep(IsShared ? ChangeKind.Update : ChangeKind.Add, StepThing.Share, Principal.Id.ToString(), $"{Principal}, {Access}")
{
    internal override IEnumerable<string> Content => [Access];
}

/// <summary>Takes a share back that a former deployment gave and the project does not name any more.</summary>
public sealed record RevokeShare(PrincipalState Principal)
    : DeploymentStep(ChangeKind.Remove, StepThing.Share, Principal.Id.ToString(), $"{Principal}, which the project does not name any more");

/// <summary>Writes what the next run must know into the environment.</summary>
/// <param name="Name">Schema name of the environment variable that holds it.</param>
/// <param name="IsThere">Whether the environment has one already.</param>
public sealed record WriteRecord(string Name, bool IsThere)
    : DeploymentStep(
        IsThere ? ChangeKind.Update : ChangeKind.Create, StepThing.DeploymentRecord, Name,
        $"'{Name}' (an environment variable; holds no secret)");
