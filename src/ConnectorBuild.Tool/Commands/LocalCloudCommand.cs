using System.CommandLine;
using System.Security;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector local-cloud</c>: the local cloud of a project, for a person who wants to look into it.</summary>
internal sealed class LocalCloudCommand : Command
{
    public LocalCloudCommand(ToolContext context)
        : base(
            "local-cloud",
            "Starts, shows, resets and exports the local cloud, lists its APIs and connections, and signs in through a connector in it.")
    {
        Add(Start(context));
        Add(Status(context));
        Add(Reset(context));
        Add(Export(context));
        Add(SignIn(context));
        Add(new LocalCloudApisCommand(context, ProjectPath(), State()));
        Add(new LocalCloudConnectionsCommand(context, ProjectPath(), State()));
    }

    private static Argument<string> ProjectPath() => CommonOptions.Project();

    private static Option<string?> State() => new("--state") { Description = "The state file; by default the project's obj/local-cloud/state.json." };

    private static Command Start(ToolContext context)
    {
        var (project, state) = (ProjectPath(), State());
        var options = new Option<string?>("--options") { Description = "A JSON file that says how the cloud behaves: tenants, APIs, "
            + "environments, delays, rights; by default the project's local-cloud.json. docs/local-cloud.md lists the names." };
        var faults = new Option<string[]>("--fault") { Description = "A fault that strikes requests, as JSON; can be given several "
            + "times. docs/local-cloud.md lists the members." };
        var command = new Command(
            "start", "Hosts the local cloud until Ctrl+C; publishing to 'local' attaches to it.") { project, state, options, faults };
        command.SetAction(async (parsed, stop) =>
        {
            var place = await LocalCloudPlace.ResolveAsync(
                parsed.GetValue(project)!, parsed.GetValue(state), parsed.GetValue(options), stop).ConfigureAwait(false);
            var (file, behaviour) = (place.StateFile, place.ReadOptions());
            behaviour = (behaviour ?? new LocalCloudOptions()) with { Faults = [.. behaviour?.Faults ?? [], .. (parsed.GetValue(faults) ?? []).Select(LocalCloudOptionsFile.ReadFault)] };
            var connection = await LocalCloudConnection.OpenAsync(file, isAttachable: true, context.Clock, stop, behaviour).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if ((parsed.GetValue(options) is not null || parsed.GetValue(faults) is { Length: > 0 }) && !connection.IsHosted)
                {
                    throw new ConnectorException(new Diagnostic(
                        LocalCloudErrors.AlreadyRunning,
                        $"Process {connection.Endpoints.ProcessId} runs the local cloud on '{file}' already, so what --options and "
                            + "--fault say cannot be applied to it. Nothing was changed. Stop it (Ctrl+C) and start it with the "
                            + "options, or name another state file with --state."));
                }

                await PrintAsync(context.Streams.Out, connection).ConfigureAwait(false);
                if (!connection.IsHosted)
                {
                    await context.Streams.Out.WriteLineAsync(
                        $"Running already, in process {connection.Endpoints.ProcessId}; nothing was started.").ConfigureAwait(false);
                    return ExitCode.Done;
                }

                await context.Streams.Out.WriteLineAsync("Running. Ctrl+C stops it; the state stays.").ConfigureAwait(false);
                await WaitAsync(stop).ConfigureAwait(false);
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static Command Status(ToolContext context)
    {
        var (project, state) = (ProjectPath(), State());
        var command = new Command("status", "Says whether the local cloud runs, and what is in it.") { project, state };
        command.SetAction(async (parsed, stop) =>
        {
            var place = await LocalCloudPlace.ResolveAsync(parsed.GetValue(project)!, parsed.GetValue(state), options: null, stop)
                .ConfigureAwait(false);
            var file = place.StateFile;
            if (!File.Exists(file))
            {
                await context.Streams.Out.WriteLineAsync(
                    $"There is no local cloud yet at {file}. Publishing to 'local' or 'local-cloud start' makes one.").ConfigureAwait(false);
                return ExitCode.Done;
            }

            var connection = await LocalCloudConnection.OpenAsync(file, isAttachable: false, context.Clock, stop, place.ReadOptions())
                .ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (connection.IsHosted)
                {
                    await context.Streams.Out.WriteLineAsync($"Not running; its state is in {file}. 'local-cloud start' runs it.")
                        .ConfigureAwait(false);
                    return ExitCode.Done;
                }

                await context.Streams.Out.WriteLineAsync($"Running in process {connection.Endpoints.ProcessId}.").ConfigureAwait(false);
                await PrintAsync(context.Streams.Out, connection).ConfigureAwait(false);
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static Command Reset(ToolContext context)
    {
        var (project, state) = (ProjectPath(), State());
        var command = new Command("reset", "Deletes the local cloud's state, with everything that was deployed to it.") { project, state };
        command.SetAction(async (parsed, stop) =>
        {
            var file = await StateFileAsync(parsed.GetValue(project)!, parsed.GetValue(state), stop).ConfigureAwait(false);
            LocalCloudServer.Delete(file);
            await context.Streams.Out.WriteLineAsync($"The local cloud at {file} is gone.").ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export(ToolContext context)
    {
        var (project, state) = (ProjectPath(), State());
        var output = new Option<string>("--output", "-o") { Description = "The file to write; it holds the local cloud's secrets.", Required = true };
        var command = new Command("export", "Copies the local cloud's state to a file that another one can start from.") { project, state, output };
        command.SetAction(async (parsed, stop) =>
        {
            var file = await StateFileAsync(parsed.GetValue(project)!, parsed.GetValue(state), stop).ConfigureAwait(false);
            LocalCloudServer.Export(file, parsed.GetValue(output)!);
            await context.Streams.Out.WriteLineAsync(
                $"Copied to {Path.GetFullPath(parsed.GetValue(output)!)}. It holds secrets of the local cloud; readable by you only.").ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command SignIn(ToolContext context)
    {
        var (project, state) = (ProjectPath(), State());
        var connector = new Option<string?>("--connector") { Description = "Row id or name of the connector; by default the project's." };
        var environment = CommonOptions.Environment();
        var user = CommonOptions.User();
        var command = new Command(
            "sign-in",
            "Plays a user who creates a connection: signs in through the connector and gets a token, or the error that Entra would give.")
        {
            project, state, connector, environment, user,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetValue(project)!;
            var place = await LocalCloudPlace.ResolveAsync(path, parsed.GetValue(state), options: null, stop).ConfigureAwait(false);
            var connection = await LocalCloudConnection.OpenAsync(
                place.StateFile, isAttachable: false, context.Clock, stop, place.ReadOptions()).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var where = connection.RequireEnvironment(parsed.GetValue(environment)).Name;
                var id = parsed.GetValue(connector) ?? await ProjectArgument.ConnectorIdAsync(path, stop).ConfigureAwait(false);
                var result = await connection.SignInAsync(where, id, parsed.GetValue(user), stop).ConfigureAwait(false);
                if (!result.Succeeded)
                {
                    throw LocalCloudText.NotProved(result);
                }

                await context.Streams.Out.WriteLineAsync(LocalCloudText.Proof(result)).ConfigureAwait(false);
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static async Task<string> StateFileAsync(string project, string? state, CancellationToken cancellationToken) =>
        (await LocalCloudPlace.ResolveAsync(project, state, options: null, cancellationToken).ConfigureAwait(false)).StateFile;

    // Under the names of a ConnectorEnvironment's settings, ready to be pasted into another project.
    private static async Task PrintAsync(TextWriter writer, LocalCloudConnection connection)
    {
        var endpoints = connection.Endpoints;
        foreach (var environment in endpoints.Environments)
        {
            await writer.WriteLineAsync($"""
                <ConnectorEnvironment Include="{environment.Name}" Url="{environment.Url}"
                                      TenantId="{environment.TenantId}"
                                      AuthorityHost="{endpoints.AuthorityHost}" GraphUrl="{endpoints.GraphUrl}"
                                      TrustedCertificate="{SecurityElement.Escape(endpoints.CertificateFile)}" />
                """).ConfigureAwait(false);
        }

        foreach (var tenant in endpoints.Tenants)
        {
            await writer.WriteLineAsync(
                $"  deployer    AZURE_CLIENT_ID={tenant.Deployer.ClientId} in tenant {tenant.TenantId}; its secret is in "
                    + $"{connection.StateFile}.endpoints.json").ConfigureAwait(false);
        }

        await writer.WriteLineAsync($"  state       {connection.StateFile}").ConfigureAwait(false);
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        using (stop.Register(stopped.SetResult))
        {
            await stopped.Task.ConfigureAwait(false);
        }
    }
}
