using System.CommandLine;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Explanations;
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
        Add(path);
        Add(environment);
        Add(json);
        SetAction((parsed, stop) => RunAsync(context, parsed.GetValue(path)!, parsed.GetValue(environment), parsed.GetValue(json), stop));
    }

    private static async Task<int> RunAsync(ToolContext context, string path, string? environment, bool json, CancellationToken cancellationToken)
    {
        var found = await ConnectorSources.FindAsync(path, environment, cancellationToken).ConfigureAwait(false);
        var connectors = found
            .Select(p => environment is null ? p : p with { EnvironmentName = environment })
            .Select(p => Explainer.Explain(ConnectorSources.Read(p, cancellationToken).Content))
            .ToList();
        if (json)
        {
            await context.Streams.Out.WriteLineAsync(LogSafeJson.Text(ExplanationJson.Of(connectors))).ConfigureAwait(false);
            return ExitCode.Done;
        }

        foreach (var line in connectors.SelectMany((c, i) => i == 0 ? ExplanationText.Lines(c) : ExplanationText.Lines(c).Prepend("")))
        {
            await context.Streams.Out.WriteLineAsync(line).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
