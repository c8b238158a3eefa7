using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Explanations;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Certification;

/// <summary>
/// The files of a connector as Microsoft's repository of connectors takes them for certification: definition, properties, script, icon,
/// <c>readme.md</c>; and <c>intro.md</c> for the package of a verified publisher.
/// </summary>
/// <param name="project">The connector's project.</param>
/// <param name="content">Its validated files.</param>
internal sealed class CertificationFolder(ConnectorProject project, ConnectorContent content)
{
    /// <summary>The introduction; an author's own, beside the project, wins over a generated one.</summary>
    public const string Introduction = "intro.md";

    private const string Readme = "readme.md";

    private readonly ExplainedConnector _explained = Explainer.Explain(content);

    /// <summary>Findings of a connector with certification's rules at the level at which they end a certification.</summary>
    /// <exception cref="ConnectorException">Reading the files failed.</exception>
    public static IReadOnlyList<Diagnostic> Findings(ConnectorProject project, CancellationToken cancellationToken) =>
    [
        .. ConnectorValidator.Validate(project with { Certification = true }, environmentName: null, cancellationToken).Diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Descriptor.IsCertification && d.Severity == DiagnosticSeverity.Warning))
            .Select(d => d with { Severity = DiagnosticSeverity.Error }),
    ];

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder; made where missing.</param>
    /// <returns>Their absolute paths, and which of them are generated for a person to complete.</returns>
    /// <exception cref="ConnectorException">CB9011: a file cannot be written.</exception>
    public IReadOnlyList<(string Path, bool IsGenerated)> Write(string folder)
    {
        var files = new List<(string Name, ReadOnlyMemory<byte> Content, bool IsGenerated)>
        {
            ("apiDefinition.swagger.json", content.Definition, false),
            ("apiProperties.json", LiteralSecrets.Without(content.Properties), false),
            Text(Readme),
            Text(Introduction),
        };
        if (content.Icon is { } icon)
        {
            files.Add(("icon.png", icon, false));
        }

        if (content.Script is { } script)
        {
            files.Add(("script.csx", Encoding.UTF8.GetBytes(script), false));
        }

        return [.. files.Select(f => (WriteOne(Path.Combine(Path.GetFullPath(folder), f.Name), f.Content.Span), f.IsGenerated))];
    }

    private static string WriteOne(string path, ReadOnlySpan<byte> bytes)
    {
        ReportFile.WriteBytes(path, bytes);
        return path;
    }

    private (string Name, ReadOnlyMemory<byte> Content, bool IsGenerated) Text(string name)
    {
        var own = Path.Combine(project.ProjectDirectory, name);
        return File.Exists(own) ? (name, File.ReadAllBytes(own), false) : (name, Encoding.UTF8.GetBytes(Generate()), true);
    }

    // The headings are those of the repository's own templates.
    private string Generate()
    {
        var text = new StringBuilder($"# {SafeText.ForMarkdown(_explained.Title)}\n\n");
        ExplanationMarkdown.Paragraph(text, _explained.Description);
        text.Append($"## Publisher: {SafeText.ForMarkdown(Publisher)}\n\n## Prerequisites\n\n");
        text.Append("Write here which account, plan and rights a user needs.\n\n");
        text.Append("## Supported Operations\n\n");
        ExplanationMarkdown.Operations(text, _explained, "###");
        text.Append("## Obtaining Credentials\n\n");
        foreach (var sentence in _explained.SignIn)
        {
            ExplanationMarkdown.Paragraph(text, sentence);
        }

        return text.Append("## Known Issues and Limitations\n\nWrite here what the connector cannot do.\n").ToString();
    }

    private string Publisher =>
        SwaggerDocument.Text(JsonNode.Parse(content.Properties.Span)?["properties"], "publisher") ?? project.PublisherPrefix ?? "";
}
