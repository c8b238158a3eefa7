namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Who owns a connector row and who it is shared with, as far as a project asks.</summary>
/// <param name="OwnerId">The owning user or team; null when there is no row yet.</param>
/// <param name="Shared">Who the row is shared with.</param>
/// <param name="Principals">The users and teams that the project names, each with what was found: one is right, none or several are not.</param>
public sealed record SharingState(
    Guid? OwnerId, IReadOnlyList<SharedAccess> Shared, IReadOnlyDictionary<string, IReadOnlyList<PrincipalState>> Principals);

/// <summary>A user or a team. A group of Entra is a team here.</summary>
/// <param name="Id">Primary key of the <c>systemuser</c> or <c>team</c> row.</param>
/// <param name="IsTeam">Whether it is a team.</param>
/// <param name="DisplayName">What people see.</param>
public sealed record PrincipalState(Guid Id, bool IsTeam, string DisplayName)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsTeam ? "team" : "user")} '{DisplayName}'";
}

/// <summary>An entry of <c>RetrieveSharedPrincipalsAndAccess</c>.</summary>
/// <param name="PrincipalId">The user or team.</param>
/// <param name="IsTeam">Whether it is a team.</param>
/// <param name="Rights">Names such as <c>ReadAccess</c>.</param>
public sealed record SharedAccess(Guid PrincipalId, bool IsTeam, IReadOnlyList<string> Rights);
