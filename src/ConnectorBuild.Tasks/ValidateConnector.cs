using System.Reflection;
using ConnectorBuild.Deployment;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Reporting;
using ConnectorBuild.Rules;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Tasks;

/// <summary>Runs every rule and shows every finding at its place. Runs in every build, because a build that skips it would hide what it found before.</summary>
public sealed partial class ValidateConnector : ConnectorTask
{
    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = ProjectDescription.Read(Description);
        if (project.IsSolution)
        {
            // Each connector was validated by its own project; here it is only whether they fit together.
            _ = SolutionMembers.Of(project);
            return;
        }

        var results = Environments(project).Select(environment => ConnectorValidator.Validate(project, environment, cancellationToken)).ToList();
        var all = new ValidationResult([.. results.SelectMany(r => r.Diagnostics).Concat(PackageFindingsOf(project, results[0].Content)).Distinct()], results[0].Content)
        {
            Suppressed = [.. results.SelectMany(r => r.Suppressed).Distinct()],
        };

        // A secret that is about to expire is no finding of the connector's files, so it is in no report of them.
        foreach (var diagnostic in all.Diagnostics.Concat(DeploymentReceipt.FindExpiring(project, TimeProvider.System.GetUtcNow())))
        {
            Report(diagnostic);
        }

        if (all.Content is { } resolved)
        {
            OutputFile.WriteIfChanged(ResolvedDefinition, resolved.Definition.Span);
            OutputFile.WriteIfChanged(ResolvedProperties, resolved.Properties.Span);
        }

        var version = ProductVersion();
        OutputFile.WriteIfChanged(SarifFile, SarifLog.Write([new ValidationReport(project, all)], ReportPaths.AsFound, version));
        OutputFile.WriteIfChanged(ReceiptFile, ValidationReceipt.Create(project, all, version).ToJson());
    }

    // A project that names no solution and no place to deploy to is only validated, or is a part of a solution that says both.
    private static IReadOnlyList<Diagnostic> PackageFindingsOf(ConnectorProject project, ConnectorContent? content) => project switch
    {
        { SolutionName: not null, PublisherPrefix: not null } => content is null ? [] : PackageFindings.Check(project, content),
        _ when project.Environments.Any(e => e.Url is not null || e.IsLocalCloud) => PackageFindings.CheckNames(project),
        _ => [],
    };

    // Without what the compiler appends after the plus: the commit would change the files of users who changed nothing.
    private static string ProductVersion() =>
        (typeof(ConnectorProject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    // Without a chosen environment every variant that a deployment could take is checked, the base first: what is wrong in it is then shown once, at the base file.
    private static IEnumerable<string?> Environments(ConnectorProject project) =>
        project.EnvironmentName is { } chosen
            ? [chosen]
            : [null, .. project.Environments.Select(e => e.Name).Where(name => HasPatches(project, name))];

    private static bool HasPatches(ConnectorProject project, string environment) =>
        new[] { project.DefinitionFile, project.PropertiesFile }.OfType<string>().Any(file => PatchFiles.Of(file, environment).Any());
}
