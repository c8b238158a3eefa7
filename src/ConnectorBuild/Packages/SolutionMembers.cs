using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>The connector projects of a solution project.</summary>
public static class SolutionMembers
{
    private static readonly ConnectorProject Defaults = new() { ProjectName = "", ProjectDirectory = "" };

    /// <summary>
    /// The projects whose connectors go into the solution, with the solution's name, publisher, version and environments; a connector
    /// project is its own only one.
    /// </summary>
    /// <exception cref="ConnectorException">CB6109: a description cannot be read; CB6245: a project says that it belongs to another
    /// solution or publisher.</exception>
    public static IReadOnlyList<ConnectorProject> Of(ConnectorProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.IsSolution ? [.. project.ConnectorProjects.Select(path => Member(project, ProjectDescription.Read(path)))] : [project];
    }

    private static ConnectorProject Member(ConnectorProject solution, ConnectorProject member)
    {
        Require(member, "ConnectorSolutionName", member.SolutionName, solution.SolutionName);
        Require(member, "ConnectorPublisherPrefix", member.PublisherPrefix, solution.PublisherPrefix);
        return member with
        {
            SolutionName = solution.SolutionName,
            SolutionDisplayName = solution.SolutionDisplayName,
            SolutionDescription = solution.SolutionDescription,
            SolutionVersion = solution.SolutionVersion,
            PublisherPrefix = solution.PublisherPrefix,
            PublisherName = solution.PublisherName,
            PublisherDetails = solution.PublisherDetails,
            Environments = solution.Environments,
            EnvironmentName = solution.EnvironmentName,
            DeploymentSettingsFile = solution.DeploymentSettingsFile,
            SkipLowerVersion = solution.SkipLowerVersion,
            DeleteOmitted = solution.DeleteOmitted,
            CompleteUpgrade = solution.CompleteUpgrade,
            OverwriteDrift = member.OverwriteDrift || solution.OverwriteDrift,
            EnvironmentVariables = [.. member.EnvironmentVariables.Concat(solution.EnvironmentVariables).DistinctBy(
                v => v.SchemaName, StringComparer.OrdinalIgnoreCase)],

            // What a project does not say for its connector, the solution says for all.
            Owner = member.Owner ?? solution.Owner,
            Shares = member.Shares.Count > 0 ? member.Shares : solution.Shares,
            ClientSecretEnvironmentVariable = BringsSecret(member)
                ? member.ClientSecretEnvironmentVariable
                : solution.ClientSecretEnvironmentVariable,
            ClientSecretKeyVaultUri = BringsSecret(member) ? member.ClientSecretKeyVaultUri : solution.ClientSecretKeyVaultUri,
            SecretLifetimeDays = member.SecretLifetimeDays != Defaults.SecretLifetimeDays ? member.SecretLifetimeDays : solution.SecretLifetimeDays,
            SecretRenewBeforeDays = member.SecretRenewBeforeDays != Defaults.SecretRenewBeforeDays
                ? member.SecretRenewBeforeDays
                : solution.SecretRenewBeforeDays,
            ServiceManagementReference = member.ServiceManagementReference ?? solution.ServiceManagementReference,
            AllowSharedApp = member.AllowSharedApp || solution.AllowSharedApp,
            GrantAdminConsent = member.GrantAdminConsent || solution.GrantAdminConsent,
            PrunePermissions = member.PrunePermissions || solution.PrunePermissions,
        };
    }

    private static bool BringsSecret(ConnectorProject member) =>
        member.ClientSecretEnvironmentVariable is not null || member.ClientSecretKeyVaultUri is not null;

    // The row id comes from the prefix: another one would be another connector.
    private static void Require(ConnectorProject member, string property, string? own, string? wanted)
    {
        if (own is not null && !string.Equals(own, wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.ProjectsDisagree,
                $"Project '{member.ProjectName}' has {property} {QuotedText.Quote(own)}, and the solution that it is a part of has "
                    + $"{QuotedText.Quote(wanted)}. It would be another connector there than in its own builds. Take {property} out of "
                    + "the project, or give both the same, for example in Directory.Build.props.",
                member.ProjectFile is { } file ? new SourceLocation(file) : null));
        }
    }
}
