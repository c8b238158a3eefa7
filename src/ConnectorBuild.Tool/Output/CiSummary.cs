using System.Text;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>Where a CI system shows people what a run did: the step summary of GitHub Actions, a summary of Azure Pipelines.</summary>
internal sealed class CiSummary
{
    private readonly string? _stepFile;
    private readonly string? _folder;

    private CiSummary(string? stepFile, string? folder) => (_stepFile, _folder) = (stepFile, folder);

    /// <summary>The summary of the CI system that the variables tell of; null where there is none.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isInBuild">Whether MSBuild has started the tool; it attaches the report in Azure Pipelines itself.</param>
    public static CiSummary? Of(Func<string, string?> variable, bool isInBuild) =>
        variable("GITHUB_ACTIONS") == "true" && variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } file ? new CiSummary(file, null)
        : string.Equals(variable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) && !isInBuild
            ? new CiSummary(null, variable("AGENT_TEMPDIRECTORY") is { Length: > 0 } folder ? folder : Path.GetTempPath())
        : null;

    /// <summary>Shows a document.</summary>
    /// <param name="markdown">The document.</param>
    /// <param name="name">A name for a file of it.</param>
    /// <param name="raw">The log, for the command that Azure Pipelines reads there.</param>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public void Show(string markdown, string name, TextWriter raw)
    {
        if (_stepFile is not null)
        {
            ReportFile.Append(_stepFile, markdown);
            return;
        }

        // The name is the title of the tab that shows it.
        var path = Path.Combine(_folder!, $"connector-{Guid.NewGuid():N}", Safe(name) + ".md");
        ReportFile.Write(path, markdown);
        raw.WriteLine($"##vso[task.uploadsummary]{SafeText.OneLine(path)}");
    }

    private static string Safe(string name) =>
        new StringBuilder().AppendJoin("", name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-')).ToString().Trim('-', '.') is { Length: > 0 } safe ? safe : "connector";
}
