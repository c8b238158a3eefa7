using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Runs the tool in a process of its own: what talks to Entra and Dataverse is never loaded into a build. Its lines become messages, its canonical
/// lines coded errors and warnings.
/// </summary>
public sealed partial class RunConnectorTool : ToolTask
{
    private const int WaitsForOthersExitCode = 3;

    /// <inheritdoc />
    protected override string ToolName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <inheritdoc />
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.High;

    /// <inheritdoc />
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.High;

    /// <inheritdoc />
    protected override string GenerateFullPathToTool() =>
        string.IsNullOrEmpty(DotNetHost) ? ToolName : DotNetHost;

    /// <inheritdoc />
    protected override string GenerateCommandLineCommands()
    {
        var line = new CommandLineBuilder();
        line.AppendFileNameIfNotNull(ToolAssembly);
        line.AppendSwitch(Command);
        line.AppendFileNameIfNotNull(Path.GetFullPath(Description));
        line.AppendSwitchIfNotNull("--report ", Path.GetFullPath(ReportFile));
        return line.ToString();
    }

    /// <inheritdoc />
    protected override bool ValidateParameters()
    {
        if (File.Exists(ToolAssembly))
        {
            return base.ValidateParameters();
        }

        Report(ProjectDiagnostics.ToolFailed, $"The tool that deploys is not at {ToolAssembly}, so nothing was deployed; restore the package again, or correct ConnectorToolPath");
        return false;
    }

    /// <inheritdoc />
    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, message.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <inheritdoc />
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        ArgumentNullException.ThrowIfNull(singleLine);
        if (CanonicalLine().Match(singleLine) is not { Success: true } match)
        {
            Log.LogMessage(messageImportance, "{0}", singleLine);
            return;
        }

        var code = match.Groups["code"].Value;
        var descriptor = new DiagnosticDescriptor(
            code,
            code,
            match.Groups["severity"].Value == "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
        Log.LogDiagnostic(new Diagnostic(descriptor, match.Groups["text"].Value, Location(match)), ProjectFile);
    }

    /// <inheritdoc />
    protected override bool HandleTaskExecutionErrors()
    {
        if (ExitCode == WaitsForOthersExitCode)
        {
            Report(
                Command == "plan" ? ProjectDiagnostics.WaitsForOthers with { DefaultSeverity = DiagnosticSeverity.Warning } : ProjectDiagnostics.WaitsForOthers,
                $"What is left to do belongs to another party, so the connector does not work yet; ask for what the lines above say (also in {ReportFile}) and publish again");
        }
        else if (!HasLoggedErrors)
        {
            Report(
                ProjectDiagnostics.ToolFailed,
                string.Create(CultureInfo.InvariantCulture, $"The tool stopped with exit code {ExitCode} and without saying why, so the state of the environment is not known; publish again, it continues where it stopped, and report what the lines above show"));
        }

        return !HasLoggedErrors;
    }

    private void Report(DiagnosticDescriptor descriptor, string message) =>
        Log.LogDiagnostic(new Diagnostic(descriptor, message), ProjectFile);

    private static SourceLocation? Location(Match match)
    {
        // Without a file the origin is the tool's own name, and MSBuild's project file says more.
        var origin = match.Groups["origin"].Value.Trim();
        return match.Groups["line"].Success || origin.IndexOfAny(['/', '\\', '.']) >= 0
            ? new SourceLocation(origin, Number("line"), Number("column"), Number("endLine"), Number("endColumn"))
            : null;

        int Number(string group) =>
            int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [GeneratedRegex(@"^\s*(?<origin>.*?)(\((?<line>\d+)(,(?<column>\d+)(,(?<endLine>\d+),(?<endColumn>\d+))?)?\))?\s*:\s*(?<severity>error|warning)\s+(?<code>CB\d{4})\s*:\s*(?<text>.*?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex CanonicalLine();
}
