using System.CommandLine;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector download</c>: takes what a connector has become in an environment into the project's files.</summary>
internal sealed class DownloadCommand : Command
{
    private const string Same = "the files are as the environment is";

    public DownloadCommand(ToolContext context)
        : base("download", "Refreshes the project's files from an environment: what was changed there, without secrets.")
    {
        var project = CommonOptions.Project();
        var environment = CommonOptions.Environment();
        var force = new Option<bool>("--force") { Description = "Overwrites the files, and deletes the custom code where the "
            + "environment has none any more. Without it the differences are only shown." };
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
            await output.WriteLineAsync(
                $"Signed in to {session.Target.DataverseUrl} as {await reader.SignInAsync(cancellationToken).ConfigureAwait(false)}").ConfigureAwait(false);
            var refreshed = new List<(ConnectorRow Row, AdoptedConnector Live, AdoptedProject Project)>();
            foreach (var (member, row) in members)
            {
                var live = ProjectRefresh.InTheProjectsWords(
                    await LiveSource.ReadAsync(reader, session.Target, row.Identity.RowId.ToString(), cancellationToken).ConfigureAwait(false), row);
                refreshed.Add((row, live, ProjectRefresh.Create(member, live)));
            }

            if (force)
            {
                // Of several connectors all are written or none.
                foreach (var (_, _, files) in refreshed)
                {
                    files.RequireFree(overwrite: true);
                }
            }

            foreach (var ((row, live, files), (member, _)) in refreshed.Zip(members))
            {
                await TellAsync(output, row, live, files).ConfigureAwait(false);
                var done = force ? await WriteAsync(output, files).ConfigureAwait(false) : await ShowAsync(output, files).ConfigureAwait(false);
                await output.WriteLineAsync($"{member.ProjectName} <- {session.Target.DataverseUrl} ({done})").ConfigureAwait(false);
            }

            return ExitCode.Done;
        }
    }

    private static ConnectorRow ReadRow(ConnectorProject project, CancellationToken cancellationToken)
    {
        var validation = ConnectorValidator.Validate(project, project.EnvironmentName, cancellationToken);
        return validation.Content is { } content
            ? ConnectorRow.Create(ProjectIdentity.Of(project, content), content)
            : throw new ConnectorException([.. validation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    private static async Task TellAsync(TextWriter output, ConnectorRow row, AdoptedConnector live, AdoptedProject files)
    {
        foreach (var difference in ConnectorComparison.Compare(ConnectorColumns.Of(row, live.Environment?.ClientId), ProjectRefresh.Columns(live)))
        {
            await output.WriteLineAsync($"  ~ {difference}").ConfigureAwait(false);
        }

        DiagnosticLines.Write(output, files.Findings);
        if (files.Refusal is { } refusal)
        {
            DiagnosticLines.Write(output, [refusal with { Severity = DiagnosticSeverity.Warning }]);
        }
    }

    private static async Task<string> ShowAsync(TextWriter output, AdoptedProject files)
    {
        if (files.Refusal is not null)
        {
            return "the files are not written: see above";
        }

        var changes = files.Changes;
        foreach (var (what, file) in changes.Select(f => ("write", f)).Concat(files.Removed.Select(f => ("remove", f))))
        {
            await output.WriteLineAsync($"  would {what} {Path.Combine(files.Directory, file)}; --force does").ConfigureAwait(false);
        }

        if (files.Overlay is { } overlay)
        {
            foreach (var line in overlay.TrimEnd('\n').Split('\n'))
            {
                await output.WriteLineAsync($"    {line}").ConfigureAwait(false);
            }
        }

        return changes.Count + files.Removed.Length == 0 ? Same : "nothing was written";
    }

    private static async Task<string> WriteAsync(TextWriter output, AdoptedProject files)
    {
        var written = files.Write(overwrite: true);
        foreach (var (what, file) in written.Select(f => ("wrote", f)).Concat(files.Removed.Select(f => ("removed", Path.Combine(files.Directory, f)))))
        {
            await output.WriteLineAsync($"  {what} {file}").ConfigureAwait(false);
        }

        string[] done =
        [
            .. written.Count > 0 ? [$"{DeploymentText.Plural(written.Count, "file")} written"] : Array.Empty<string>(),
            .. files.Removed.Length > 0 ? [$"{DeploymentText.Plural(files.Removed.Length, "file")} removed"] : Array.Empty<string>(),
        ];
        return done.Length == 0 ? Same : string.Join(", ", done);
    }
}
