using System.CommandLine;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Adoption;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector diff</c>: what changed between two versions of a connector, breaking changes marked.</summary>
internal sealed class DiffCommand : Command
{
    private const string Sides = "A project, a folder of pac or paconn files, a definition, a solution as zip or unpacked, an "
        + "environment's address, or 'local'.";

    private readonly Argument<string> _from = CommonOptions.Path(new("from") { Description = "The former version. " + Sides });
    private readonly Argument<string> _to = CommonOptions.Path(new("to") { Description = "The later version, of the same kinds." });
    private readonly Option<string?> _environment = new("--environment", "-e")
    {
        Description = "The environment whose patches are applied to the files of a project.",
    };

    private readonly Option<string?> _connector = new("--connector")
    {
        Description = "Name or id of the connector, where a side has several.",
    };

    private readonly Option<string?> _markdown = new("--markdown") { Description = "Writes the differences to this file, as Markdown." };
    private readonly Option<bool> _json = new("--json") { Description = "Writes JSON." };
    private readonly Option<bool> _detailed = new("--detailed-exitcode") { Description = "Exits 2 when there is a difference." };
    private readonly Option<bool> _failOnBreaking = new("--fail-on-breaking")
    {
        Description = "Exits 1 when a difference can break flows, apps or connections that exist.",
    };

    private readonly Option<string?> _tenant = new("--tenant") { Description = "The Entra tenant of an address (a GUID)." };
    private readonly Option<string?> _cloud = new("--cloud")
    {
        Description = "The Microsoft cloud of an address: Public, GCC, GCCHigh, DoD or China.",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "The state file of the local cloud; by default that of the project on the other side, else obj/local-cloud/state.json.",
    };

    public DiffCommand(ToolContext context)
        : base("diff", "Shows what changed between two versions of a connector, with breaking changes marked.")
    {
        Add(_from);
        Add(_to);
        foreach (var option in new Option[] { _environment, _connector, _markdown, _json, _detailed, _failOnBreaking, _tenant, _cloud, _state })
        {
            Add(option);
        }

        SetAction((parsed, stop) => RunAsync(context, parsed, stop));
    }

    private async Task<int> RunAsync(ToolContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (first, second) = (await ProjectAsync(parsed.GetValue(_from)!).ConfigureAwait(false), await ProjectAsync(parsed.GetValue(_to)!).ConfigureAwait(false));
        var state = StateFile(parsed, first ?? second);
        var from = await ReadAsync(parsed.GetValue(_from)!, first).ConfigureAwait(false);
        var to = await ReadAsync(parsed.GetValue(_to)!, second).ConfigureAwait(false);
        var differences = ConnectorComparison.Compare(from.Columns(to.ClientId), to.Columns(from.ClientId));
        if (parsed.GetValue(_markdown) is { } file)
        {
            ReportFile.Write(file, DifferenceMarkdown.Of(from.Name, to.Name, differences));
        }

        if (parsed.GetValue(_json))
        {
            await context.Streams.Out.WriteLineAsync(LogSafeJson.Text(new JsonObject
            {
                ["kind"] = "differences",
                ["version"] = 1,
                ["from"] = from.Name,
                ["to"] = to.Name,
                ["differences"] = PlanJson.Differences(differences),
            })).ConfigureAwait(false);
        }
        else
        {
            foreach (var difference in differences)
            {
                await context.Streams.Out.WriteLineAsync($"  {(difference.Impact == ChangeImpact.Breaking ? '!' : '~')} {difference}")
                    .ConfigureAwait(false);
            }

            await context.Streams.Out.WriteLineAsync(DifferenceMarkdown.Summary(differences)).ConfigureAwait(false);
        }

        return parsed.GetValue(_failOnBreaking) && differences.Any(d => d.Impact == ChangeImpact.Breaking) ? ExitCode.Failed
            : parsed.GetValue(_detailed) && differences.Length > 0 ? ExitCode.Pending
            : ExitCode.Done;

        Task<ConnectorProject?> ProjectAsync(string side) =>
            ConnectorSources.ProjectAsync(side, parsed.GetValue(_environment), cancellationToken);

        Task<ComparedSide> ReadAsync(string side, ConnectorProject? project) =>
            ComparedSide.ReadAsync(
                side, project, parsed.GetValue(_environment), parsed.GetValue(_connector), source => LoadAsync(source), cancellationToken);

        Task<AdoptedConnector> LoadAsync(SourceArgument source) => source.ReadAsync(
            parsed.GetValue(_connector),
            parsed.GetValue(_tenant) is { } tenant ? new Dictionary<string, string> { [""] = tenant } : [],
            new EnvironmentAddresses(parsed.GetValue(_cloud), AuthorityHost: null, GraphUrl: null, TrustedCertificate: null),
            state,
            context,
            cancellationToken);
    }

    private string StateFile(ParseResult parsed, ConnectorProject? project) =>
        parsed.GetValue(_state) is { } state ? Path.GetFullPath(state)
        : project is not null ? LocalCloudPlace.Of(project, environment: null).StateFile
        : Path.GetFullPath(Path.Combine("obj", "local-cloud", "state.json"));
}
