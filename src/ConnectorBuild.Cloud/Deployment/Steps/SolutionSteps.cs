using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Imports the package.</summary>
/// <param name="Package">The package and what the environment gives it.</param>
/// <param name="Former">The solution as it is; null when there is none.</param>
/// <param name="OverwritesUnmanaged">Whether portal edits over a managed connector go.</param>
public sealed record ImportSolution(DesiredPackage Package, SolutionState? Former, bool OverwritesUnmanaged)
    : DeploymentStep(
        Former is null ? ChangeKind.Create : ChangeKind.Update,
        "solution",
        $"import '{Package.Manifest.UniqueName}' {(Former is null ? "" : $"{Former.Version} -> ")}{Package.Version}, {(Package.IsManaged ? "managed" : "unmanaged")}, package {Package.Hash[..12]}")
{
    /// <summary>Whether a managed version is upgraded, so that what the new version no longer has goes.</summary>
    public bool IsUpgrade => Package.IsManaged && Former is { IsManaged: true } && ParsedVersion(Former) < Package.Version;

    internal static Version ParsedVersion(SolutionState solution) => Version.TryParse(solution.Version, out var version) ? version : new Version();
}

/// <summary>What the import for another connector of the package does to this one; it writes nothing itself.</summary>
/// <param name="Name">The connector's row name.</param>
/// <param name="ImportedWith">The other connector's.</param>
/// <param name="IsNew">Whether the environment has no such connector yet.</param>
public sealed record BroughtByImport(string Name, string ImportedWith, bool IsNew)
    : DeploymentStep(IsNew ? ChangeKind.Create : ChangeKind.Update, "connector", $"'{Name}', by the import for connector '{ImportedWith}'");

/// <summary>Writes the app's client id into the environment variables that the connector takes it from; it does when it is saved.</summary>
/// <param name="Names">The variables.</param>
public sealed record SetClientId(ImmutableArray<string> Names)
    : DeploymentStep(ChangeKind.Update, "environment variable", $"client id: {string.Join(", ", Names)}");

/// <summary>Gives a connection reference its connection, where nothing else asks for an import.</summary>
/// <param name="Name">Its logical name.</param>
/// <param name="Observed">What it is.</param>
/// <param name="ConnectionId">The connection's id.</param>
public sealed record SetConnection(string Name, ConnectionReferenceState Observed, string ConnectionId)
    : DeploymentStep(ChangeKind.Update, "connection reference", $"'{Name}': {(Observed.ConnectionId is { } former ? $"connection '{former}'" : "no connection")} -> '{ConnectionId}'");

/// <summary>Puts the sign-in settings and the secret into the connector that an import left without them; touches no other field.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="IsOnlyIfLost">Whether the import should have kept them: the secret is a reference.</param>
public sealed record RestoreSignIn(string Name, bool IsOnlyIfLost)
    : DeploymentStep(ChangeKind.Update, "connector", $"'{Name}': sign-in settings{(IsOnlyIfLost ? ", if the import loses them" : " and client secret")}");
