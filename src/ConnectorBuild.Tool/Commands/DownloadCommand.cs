using System.CommandLine;
using ConnectorBuild.Adoption;
using ConnectorBuild.Comparison;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Deployment;
using ConnectorBuild.Http;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector download</c>: takes what a connector has become in an environment into the project's files.</summary>
internal sealed class DownloadCommand : Command
{
    public DownloadCommand(ToolContext context)
        : base("download", "Refreshes the project's files from an environment: what was changed there, without secrets.")
    {
        var project = CommonOptions.Project();
        var environment = CommonOptions.Environment();
        var force = new Option<bool>("--force") { Description = "Overwrites the files. Without it the differences are only shown." };
        Add(project);
        Add(environment);
        Add(force);
        SetAction((parsed, stop) => RunAsync(context, parsed.GetValue(project)!, parsed.GetValue(environment), parsed.GetValue(force), stop));
    }

    private static async Task<int> RunAsync(ToolContext context, string path, string? environment, bool force, CancellationToken cancellationToken)
    {
        var output = context.Streams.Out;
        var project = await ProjectArgument.ResolveAsync(path, environment, cancellationToken).ConfigureAwait(false);
        var members = SolutionMembers.Of(project).Select(member => (Project: member, Row: ReadRow(member, cancellationToken))).ToList();
        var session = await EnvironmentSession.OpenAsync(project, context, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            using var http = CloudHttp.Create(session.Target, context.Clock);
            var reader = new LiveConnectorReader(http, session.Target, session.Dataverse);
            await output.WriteLineAsync($"Signed in to {session.Target.DataverseUrl} as {await reader.SignInAsync(cancellationToken).ConfigureAwait(false)}").ConfigureAwait(false);
            foreach (var (member, row) in members)
            {
                await RefreshAsync(output, reader, session.Target, member, row, force, cancellationToken).ConfigureAwait(false);
            }

            return ExitCode.Done;
        }
    }

    private static ConnectorRow ReadRow(ConnectorProject project, CancellationToken cancellationToken)
    {
        var validation = ConnectorValidator.Validate(project, project.EnvironmentName, cancellationToken);
        return validation.Content is { } content
            ? ConnectorRow.Create(ConnectorIdentity.Create(project, content), content)
            : throw new ConnectorException([.. validation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    private static async Task RefreshAsync(
        TextWriter output, LiveConnectorReader reader, DeploymentTarget target, ConnectorProject project, ConnectorRow row, bool force, CancellationToken cancellationToken)
    {
        var live = ProjectRefresh.InTheProjectsWords(
            await LiveSource.ReadAsync(reader, target, row.Identity.RowId.ToString(), cancellationToken).ConfigureAwait(false), row);
        var refreshed = ProjectRefresh.Create(project, live);
        foreach (var difference in ConnectorComparison.Compare(ConnectorColumns.Of(row, live.Environment?.ClientId), ProjectRefresh.Columns(live)))
        {
            await output.WriteLineAsync($"  ~ {difference}").ConfigureAwait(false);
        }

        DiagnosticLines.Write(output, refreshed.Findings);
        var written = refreshed.Write(force);
        foreach (var file in written)
        {
            await output.WriteLineAsync($"  wrote {file}").ConfigureAwait(false);
        }

        await output.WriteLineAsync($"{project.ProjectName} <- {target.DataverseUrl} ({(written.Count == 0 ? "the files are as the environment is" : DeploymentText.Plural(written.Count, "file") + " written")})").ConfigureAwait(false);
    }
}
