using System.ComponentModel;
using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Runs the tool in a process of its own: what talks to Entra and Dataverse is never loaded into a build. Its lines become messages;
/// what it reports comes by a <see cref="DiagnosticChannel"/> and becomes coded errors and warnings.
/// </summary>
public sealed partial class RunConnectorTool : ConnectorTask
{
    private const int DoneExitCode = 0;
    private const int WaitsForOthersExitCode = 3;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (!File.Exists(ToolAssembly))
        {
            Report(
                ProjectDiagnostics.ToolFailed,
                $"The tool that deploys is not at {ToolAssembly}, so nothing was deployed; restore the package again, or correct "
                    + "ConnectorToolPath");
            return;
        }

        string[] arguments = [ToolAssembly, Command, Path.GetFullPath(Description), "--report", Path.GetFullPath(ReportFile)];
        Log.LogMessage(MessageImportance.Low, "{0}", SafeText.ForLog($"{Host} {string.Join(' ', arguments)}"));
        try
        {
            // A task is asked and answers; there is no asynchronous form of Execute.
            using var channel = new DiagnosticChannel(Path.GetDirectoryName(Path.GetFullPath(ReportFile))!);
            var exitCode = ToolProcess.RunAsync(Host, arguments, channel.Folder, line => LogLine(channel, line), cancellationToken)
                .GetAwaiter().GetResult();
            ReportReceived(channel);
            AttachReport();
            Conclude(exitCode);
        }
        catch (Win32Exception exception)
        {
            Report(
                ProjectDiagnostics.ToolFailed,
                $"The tool that deploys cannot be started with {Host} ({exception.Message}), so nothing was deployed; check the "
                    + "installation of .NET");
        }
    }

    private string Host => string.IsNullOrEmpty(DotNetHost) ? "dotnet" : DotNetHost;

    // What was reported before the line is shown before it.
    private void LogLine(DiagnosticChannel channel, string line)
    {
        ReportReceived(channel);
        Log.LogMessage(MessageImportance.High, "{0}", SafeText.ForLog(line));
    }

    private void ReportReceived(DiagnosticChannel channel)
    {
        foreach (var diagnostic in channel.Receive())
        {
            if (diagnostic.Severity == DiagnosticSeverity.Info)
            {
                // What a deployment says is for whoever publishes, at every verbosity.
                Log.LogMessage(MessageImportance.High, "{0}", CanonicalText.Line(diagnostic));
            }
            else
            {
                Report(diagnostic);
            }
        }
    }

    // A command of Azure Pipelines, which shows the report as a tab of the run; in GitHub Actions the tool writes the step summary itself.
    private void AttachReport()
    {
        if (string.Equals(Environment.GetEnvironmentVariable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) && File.Exists(ReportFile))
        {
            Log.LogMessage(MessageImportance.High, "{0}", "##vso[task.uploadsummary]" + SafeText.OneLine(Path.GetFullPath(ReportFile)));
        }
    }

    private void Conclude(int exitCode)
    {
        if (exitCode == WaitsForOthersExitCode)
        {
            // A plan is not expected to make anything true.
            var descriptor = Command == "plan"
                ? ProjectDiagnostics.WaitsForOthers with { DefaultSeverity = DiagnosticSeverity.Warning }
                : ProjectDiagnostics.WaitsForOthers;
            Report(
                descriptor,
                "What is left to do belongs to another party, so the connector does not work yet; ask for what the lines above say "
                    + $"(also in {ReportFile}) and publish again");
        }
        else if (exitCode != DoneExitCode && !Log.HasLoggedErrors)
        {
            Report(
                ProjectDiagnostics.ToolFailed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The tool stopped with exit code {exitCode} and without saying why, so the state of the environment is not known; "
                        + $"publish again, it continues where it stopped, and report what the lines above show"));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, string message) => Report(new Diagnostic(descriptor, message));
}
