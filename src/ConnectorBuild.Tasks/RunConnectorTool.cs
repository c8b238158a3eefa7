using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Runs the tool in a process of its own: what talks to Entra and Dataverse is never loaded into a build. Its lines become messages, its canonical
/// lines coded errors and warnings.
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
            Report(ProjectDiagnostics.ToolFailed, $"The tool that deploys is not at {ToolAssembly}, so nothing was deployed; restore the package again, or correct ConnectorToolPath");
            return;
        }

        string[] arguments = [ToolAssembly, Command, Path.GetFullPath(Description), "--report", Path.GetFullPath(ReportFile)];
        Log.LogMessage(MessageImportance.Low, "{0} {1}", Host, string.Join(' ', arguments));
        try
        {
            // A task is asked and answers; there is no asynchronous form of Execute.
            var exitCode = ToolProcess.RunAsync(Host, arguments, LogLine, cancellationToken).GetAwaiter().GetResult();
            Conclude(exitCode);
        }
        catch (Win32Exception exception)
        {
            Report(ProjectDiagnostics.ToolFailed, $"The tool that deploys cannot be started with {Host} ({exception.Message}), so nothing was deployed; check the installation of .NET");
        }
    }

    private string Host => string.IsNullOrEmpty(DotNetHost) ? "dotnet" : DotNetHost;

    private void LogLine(string line)
    {
        if (CanonicalLine().Match(line) is not { Success: true } match)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
            return;
        }

        var code = match.Groups["code"].Value;
        var severity = match.Groups["severity"].Value == "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        Report(new Diagnostic(new DiagnosticDescriptor(code, code, severity), match.Groups["text"].Value, Location(match)));
    }

    private void Conclude(int exitCode)
    {
        if (exitCode == WaitsForOthersExitCode)
        {
            // A plan is not expected to make anything true.
            var descriptor = Command == "plan" ? ProjectDiagnostics.WaitsForOthers with { DefaultSeverity = DiagnosticSeverity.Warning } : ProjectDiagnostics.WaitsForOthers;
            Report(descriptor, $"What is left to do belongs to another party, so the connector does not work yet; ask for what the lines above say (also in {ReportFile}) and publish again");
        }
        else if (exitCode != DoneExitCode && !Log.HasLoggedErrors)
        {
            Report(
                ProjectDiagnostics.ToolFailed,
                string.Create(CultureInfo.InvariantCulture, $"The tool stopped with exit code {exitCode} and without saying why, so the state of the environment is not known; publish again, it continues where it stopped, and report what the lines above show"));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, string message) => Report(new Diagnostic(descriptor, message));

    private static SourceLocation? Location(Match match)
    {
        // Without a file the origin is the tool's own name, and the project file says more.
        var origin = match.Groups["origin"].Value.Trim();
        return match.Groups["line"].Success || origin.IndexOfAny(['/', '\\', '.']) >= 0
            ? new SourceLocation(origin, Number("line"), Number("column"), 0, 0)
            : null;

        int Number(string group) =>
            int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [GeneratedRegex(@"^\s*(?<origin>[^:]*?|[A-Za-z]:[^:]*?)(\((?<line>\d+)(,(?<column>\d+)(,\d+,\d+)?)?\))?\s*:\s*(?<severity>error|warning)\s+(?<code>CB\d{4})\s*:\s*(?<text>.*?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex CanonicalLine();
}
