using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Doctor;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector doctor</c>: whether a deployment would work from here, with the command that corrects what would not.</summary>
internal sealed class DoctorCommand : Command
{
    public DoctorCommand(ToolContext context)
        : base("doctor", "Checks the machine, the sign-in, the rights and the environment of a project. Nothing is written.")
    {
        var project = CommonOptions.Project();
        var environment = CommonOptions.Environment();
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        Add(project);
        Add(environment);
        Add(json);
        SetAction((parsed, stop) => RunAsync(context, parsed.GetValue(project)!, parsed.GetValue(environment), parsed.GetValue(json), stop));
    }

    private static async Task<int> RunAsync(ToolContext context, string path, string? environment, bool json, CancellationToken cancellationToken)
    {
        var found = new List<DoctorFinding> { MachineChecks.Sdk(await SdkVersionAsync(cancellationToken).ConfigureAwait(false)) };
        found.AddRange(MachineChecks.Network(Environment.GetEnvironmentVariable, p => File.Exists(p) || Directory.Exists(p)));
        var project = await ProjectArgument.ResolveAsync(path, environment, cancellationToken).ConfigureAwait(false);
        found.AddRange(await OfEnvironmentAsync(project, path, context, cancellationToken).ConfigureAwait(false));
        if (json)
        {
            await context.Streams.Out.WriteLineAsync(
                LogSafeJson.Text(new JsonObject
                {
                    ["kind"] = "doctor",
                    ["version"] = 1,
                    ["checks"] = new JsonArray([.. found.Select(Json)]),
                })).ConfigureAwait(false);
        }

        // No colon behind the subject: MSBuild, which may show these lines, would take "error subject:" for an error of its own.
        foreach (var finding in json ? [] : found)
        {
            await context.Streams.Out.WriteLineAsync(
                $"{finding.Level.ToString().ToLowerInvariant(),-8} {SafeText.OneLine($"{finding.Subject} - {finding.Text}")}").ConfigureAwait(false);
            if (finding.Command is { } command)
            {
                await context.Streams.Out.WriteLineAsync($"         {SafeText.OneLine(command)}").ConfigureAwait(false);
            }
        }

        return found.Any(f => f.Level == DoctorLevel.Error) ? ExitCode.Failed : ExitCode.Done;
    }

    // Without an environment the machine is all that can be checked; what cannot be opened is a line as well.
    private static async Task<IReadOnlyList<DoctorFinding>> OfEnvironmentAsync(
        ConnectorProject project, string path, ToolContext context, CancellationToken cancellationToken)
    {
        if (project.EnvironmentName is not { Length: > 0 } name || project.FindEnvironment(name) is not { } environment)
        {
            var names = string.Join(", ", project.Environments.Select(e => e.Name));
            return project.EnvironmentName is { Length: > 0 } unknown
                ? [new(
                    DoctorLevel.Error, "environment", $"The project has no environment '{unknown}'; it has {(names.Length == 0 ? "none" : names)}.",
                    Again(path, project))]
                : [new(
                    DoctorLevel.Unknown, "environment",
                    $"No environment was chosen, so sign-in and rights were not checked. The project has {(names.Length == 0 ? "none" : names)}.",
                    Again(path, project))];
        }

        var described = EnvironmentChecks.Described(environment);
        if (described.Level == DoctorLevel.Error)
        {
            return [described];
        }

        try
        {
            var session = await EnvironmentSession.OpenAsync(project, context, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                using var http = CloudHttp.Create(session.Target, context.Clock);
                var gitHub = environment.IsLocalCloud
                    ? null
                    : await GitHubToken.CheckAsync(
                        Environment.GetEnvironmentVariable, http, session.Target.TokenExchangeAudience,
                        cancellationToken).ConfigureAwait(false);
                return
                [
                    described,
                    .. gitHub is null ? [] : new[] { gitHub },
                    .. await new DoctorReads(session, http).CheckAsync(project, cancellationToken).ConfigureAwait(false),
                ];
            }
        }
        catch (ConnectorException e)
        {
            return [described, .. e.Diagnostics.Select(
                d => new DoctorFinding(DoctorLevel.Error, "sign-in", $"{d.Id}: {d.Message}", $"dotnet connector rules {d.Id}"))];
        }
    }

    private static string Again(string path, ConnectorProject project) =>
        $"dotnet connector doctor {(path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path)} --environment "
            + project.Environments.Select(e => e.Name).OrderBy(n => n == DeploymentEnvironment.LocalName).Append("NAME").First();

    private static JsonNode Json(DoctorFinding finding) => new JsonObject
    {
        ["level"] = finding.Level.ToString().ToLowerInvariant(),
        ["subject"] = finding.Subject,
        ["text"] = finding.Text,
        ["command"] = finding.Command,
    };

    private static async Task<string?> SdkVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(HostProgram.PathOrName, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 ? text.Trim() : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            return null;
        }
    }
}
