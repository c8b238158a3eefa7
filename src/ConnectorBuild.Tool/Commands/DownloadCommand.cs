using System.CommandLine;
using ConnectorBuild.Adoption;
using ConnectorBuild.Comparison;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Http;
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
        var validation = ConnectorValidator.Validate(project, project.EnvironmentName, cancellationToken);
        if (validation.Content is not { } content)
        {
            throw new ConnectorException([.. validation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        }

        var row = ConnectorRow.Create(ConnectorIdentity.Create(project, content), content);
        var session = await EnvironmentSession.OpenAsync(project, context, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            using var http = CloudHttp.Create(session.Target, context.Clock);
            var reader = new LiveConnectorReader(http, session.Target, session.Dataverse);
            await output.WriteLineAsync($"Signed in to {session.Target.DataverseUrl} as {await reader.SignInAsync(cancellationToken).ConfigureAwait(false)}").ConfigureAwait(false);
            var live = await LiveSource.ReadAsync(reader, session.Target, row.Identity.RowId.ToString(), cancellationToken).ConfigureAwait(false);
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

            await output.WriteLineAsync($"{project.ProjectName} <- {session.Target.DataverseUrl} ({(written.Count == 0 ? "the files are as the environment is" : DeploymentText.Plural(written.Count, "file") + " written")})").ConfigureAwait(false);
            return ExitCode.Done;
        }
    }
}
