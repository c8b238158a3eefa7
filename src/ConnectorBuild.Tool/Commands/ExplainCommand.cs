using System.CommandLine;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Explanations;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector explain</c>: actions, triggers and tools as makers will see them.</summary>
internal sealed class ExplainCommand : Command
{
    public ExplainCommand(ToolContext context)
        : base("explain", "Shows the connector's actions, triggers and tools as makers will see them.")
    {
        var path = CommonOptions.Path(new("path")
        {
            Description = "A project file, a folder of pac or paconn files, or a single definition.",
            DefaultValueFactory = _ => ".",
        });
        var environment = CommonOptions.Environment();
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var markdown = new Option<string?>("--markdown")
        {
            Description = "Writes a README of the connector to this file: sign-in, redirect URLs of the last deployments from this folder, "
                + "operations.",
        };
        Add(path);
        Add(environment);
        Add(json);
        Add(markdown);
        SetAction((parsed, stop) => RunAsync(
            context, parsed.GetValue(path)!, parsed.GetValue(environment), parsed.GetValue(json), parsed.GetValue(markdown), stop));
    }

    private static async Task<int> RunAsync(
        ToolContext context, string path, string? environment, bool json, string? markdown, CancellationToken cancellationToken)
    {
        var found = await ConnectorSources.FindAsync(path, environment, cancellationToken).ConfigureAwait(false);
        var connectors = found
            .Select(p => environment is null ? p : p with { EnvironmentName = environment })
            .Select(p => (Project: p, Explained: Explainer.Explain(ConnectorSources.Read(p, cancellationToken).Content)))
            .ToList();
        if (markdown is not null)
        {
            ReportFile.Write(markdown, string.Join("\n", connectors.Select(c => ExplanationMarkdown.Create(c.Explained, DeploymentReceipt.Of(c.Project)))));
        }

        if (json)
        {
            await context.Streams.Out.WriteLineAsync(LogSafeJson.Text(ExplanationJson.Of(connectors.Select(c => c.Explained)))).ConfigureAwait(false);
        }

        foreach (var line in json || markdown is not null ? [] : connectors.Select(c => c.Explained)
            .SelectMany((c, i) => i == 0 ? ExplanationText.Lines(c) : ExplanationText.Lines(c).Prepend("")))
        {
            await context.Streams.Out.WriteLineAsync(line).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
