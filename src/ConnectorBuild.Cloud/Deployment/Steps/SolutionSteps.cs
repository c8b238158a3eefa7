using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Makes the publisher.</summary>
public sealed record CreatePublisher(DesiredSolution Solution)
    : DeploymentStep(
        ChangeKind.Create, StepThing.Publisher, Solution.PublisherPrefix,
        $"'{Solution.PublisherName}' with prefix '{Solution.PublisherPrefix}'");

/// <summary>Makes the solution.</summary>
public sealed record CreateSolution(DesiredSolution Solution)
    : DeploymentStep(ChangeKind.Create, StepThing.Solution, Solution.UniqueName, $"'{Solution.UniqueName}' {Solution.Version}");

/// <summary>Completes an upgrade of the solution that somebody staged: the holding solution takes the solution's place.</summary>
/// <param name="Staged">The staged upgrade.</param>
/// <param name="Former">The solution as it is; null when there is none.</param>
public sealed record PromoteUpgrade(StagedUpgrade Staged, SolutionState? Former)
    : DeploymentStep(
        ChangeKind.Promote,
        StepThing.Upgrade,
        KeyOf(Staged.Solution.UniqueName, Staged.Solution.Version),
        $"'{Staged.Solution.UniqueName}' {(Former is null ? "" : $"{Former.Version} -> ")}{Staged.Solution.Version}, which somebody staged")
{
    /// <summary>Unique name of the solution whose place is taken.</summary>
    public string SolutionName => Staged.Solution.UniqueName[..^StagedUpgrade.Suffix.Length];

    /// <summary>Which upgrade it is, for a plan file.</summary>
    /// <param name="holdingName">Unique name of the holding solution.</param>
    /// <param name="version">The version that it brings.</param>
    internal static string KeyOf(string holdingName, string version) => $"{holdingName} {version}";

    internal override IEnumerable<string> Content => [Staged.Solution.Version, .. Staged.Deletes.Select(d => d.ToString())];
}

/// <summary>Imports the package.</summary>
/// <param name="Route">The package and what the environment gives it.</param>
/// <param name="Former">The solution as it is; null when there is none.</param>
/// <param name="OverwritesUnmanaged">Whether portal edits over a managed connector go.</param>
public sealed record ImportSolution(ImportRoute Route, SolutionState? Former, bool OverwritesUnmanaged)
    : DeploymentStep(
        Former is null ? ChangeKind.Create : ChangeKind.Update,
        StepThing.Solution,
        Route.Package.Manifest.UniqueName,
        $"import '{Route.Package.Manifest.UniqueName}' {(Former is null ? "" : $"{Former.Version} -> ")}{Route.Package.Version}, "
            + $"{(Route.Package.IsManaged ? "managed" : "unmanaged")}, package {Route.Package.Hash[..12]}")
{
    /// <summary>The package.</summary>
    public DesiredPackage Package => Route.Package;

    /// <summary>Whether a managed version is upgraded, so that what the new version no longer has goes.</summary>
    public bool IsUpgrade => Former is not null && Upgrades(Package, Former);

    /// <summary>What the upgrade deletes.</summary>
    public ImmutableArray<OmittedComponent> Deletes { get; init; } = [];

    // An import again, after the version has come, is another one than was approved; so is one that deletes something else.
    internal override IEnumerable<string> Content =>
        [Former?.Version ?? "", Package.Version.ToString(), Package.Hash, .. Deletes.Select(d => d.ToString())];

    internal static bool Upgrades(DesiredPackage package, SolutionState former) =>
        package.IsManaged && former.IsManaged && ParsedVersion(former) < package.Version;

    internal static Version ParsedVersion(SolutionState solution) => Version.TryParse(solution.Version, out var version) ? version : new Version();
}

/// <summary>What the import for another connector of the package does to this one; it writes nothing itself.</summary>
/// <param name="Name">The connector's row name.</param>
/// <param name="ImportedWith">The other connector's.</param>
/// <param name="IsNew">Whether the environment has no such connector yet.</param>
public sealed record BroughtByImport(string Name, string ImportedWith, bool IsNew)
    : DeploymentStep(
        IsNew ? ChangeKind.Create : ChangeKind.Update, StepThing.Connector, Name,
        $"'{Name}', by the import for connector '{ImportedWith}'");

/// <summary>Puts the sign-in settings and the secret into the connector that an import left without them; touches no other field.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="IsOnlyIfLost">Whether the import should have kept them: the secret is a reference.</param>
public sealed record RestoreSignIn(string Name, bool IsOnlyIfLost)
    : DeploymentStep(
        ChangeKind.Update, StepThing.SignInSettings, Name, $"'{Name}': sign-in "
            + $"settings{(IsOnlyIfLost ? ", if the import loses them" : " and client secret")}");
