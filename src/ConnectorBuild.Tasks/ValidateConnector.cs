using System.Reflection;
using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.CustomCode;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Runs every rule and shows every finding at its place. Runs in every build, because a build that skips it would hide what it found
/// before.
/// </summary>
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

        var all = ProjectValidation.Validate(project, environmentName: null, new ScriptCompiler(ScriptingDirectory, SdkDirectory), cancellationToken);

        // A secret that is about to expire is not a finding about the connector's files, so the reports leave it out.
        foreach (var diagnostic in all.Diagnostics.Concat(DeploymentReceipt.FindExpiring(project, TimeProvider.System.GetUtcNow())))
        {
            Report(diagnostic);
        }

        if (all.Content is { } resolved)
        {
            OutputFile.WriteIfChanged(ResolvedDefinition, resolved.Definition.Span);
            OutputFile.WriteIfChanged(ResolvedProperties, LiteralSecrets.Without(resolved.Properties).Span);
        }

        if (all.ConversionReport is { } report)
        {
            OutputFile.WriteIfChanged(ConversionReport, Encoding.UTF8.GetBytes(report));
        }

        var version = ProductVersion();
        var paths = ReportPaths.OfRepository(project.ProjectDirectory, Environment.GetEnvironmentVariable);
        OutputFile.WriteIfChanged(SarifFile, SarifLog.Write([new ValidationReport(project, all)], paths, version));
        OutputFile.WriteIfChanged(ReceiptFile, ValidationReceipt.Create(project, all, version).ToJson());
    }

    // Without what the compiler appends after the plus: the commit would change the files of users who changed nothing.
    private static string ProductVersion() =>
        (typeof(ConnectorProject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];
}
