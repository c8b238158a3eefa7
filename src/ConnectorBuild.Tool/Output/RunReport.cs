using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Output;

/// <summary>What a run did, for those who were not there: as Markdown, as a page, or for machines.</summary>
/// <param name="title">The heading.</param>
/// <param name="connectors">What was done with each connector.</param>
/// <param name="documents">The same for machines, where the run came so far.</param>
/// <param name="assumed">APIs that were assumed to exist.</param>
/// <param name="errors">What ended the run, or was found to be wrong.</param>
/// <param name="log">Every line that was shown.</param>
internal sealed class RunReport(
    string title,
    IReadOnlyList<ConnectorRecord> connectors,
    IReadOnlyList<JsonObject> documents,
    IReadOnlyList<AssumedApi> assumed,
    IReadOnlyList<Diagnostic> errors,
    IReadOnlyList<string> log)
{
    private string? _markdown;

    /// <summary>The heading.</summary>
    public string Title => title;

    public string Markdown => _markdown ??= RunMarkdown.Create(title, connectors, assumed, errors, log);

    /// <summary>What <c>--json</c> prints.</summary>
    public string Json
    {
        get
        {
            if (documents.Count == 0)
            {
                return PlanJson.Failure(errors);
            }

            var document = PlanJson.Combine([.. documents.Select(d => d.DeepClone().AsObject())]);
            if (errors.Count > 0)
            {
                document["errors"] = PlanJson.Errors(errors);
            }

            return PlanJson.Text(document);
        }
    }

    /// <summary>Writes a report in the form that the name of the file asks for: <c>.html</c>, <c>.json</c>, else Markdown.</summary>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public void Write(string path) => ReportFile.Write(path, IsJson(path) ? Json + "\n" : IsHtml(path) ? RunHtml.Create(title, Markdown) : Markdown);

    /// <summary>Whether the name of a file asks for JSON.</summary>
    public static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static bool IsHtml(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";
}
