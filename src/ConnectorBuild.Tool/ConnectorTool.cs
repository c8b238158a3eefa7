using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.Tool.Commands;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool;

/// <summary>The command line: parses, runs a command, turns failures into coded lines and exit codes.</summary>
internal static class ConnectorTool
{
    /// <summary>Runs the tool as a process would.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, ToolStreams streams, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        streams = streams.ForLogs();
        var context = new ToolContext(streams, clock);
        var parsed = CreateCommands(context).Parse(args);
        if (EmptyValue(parsed) is { } empty)
        {
            await streams.Error.WriteLineAsync(
                $"{empty} has an empty value, as if a variable of a script were not set. Give it a value, or leave it out.").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (var line in UsageHelp.Lines(parsed))
            {
                await streams.Error.WriteLineAsync(line).ConfigureAwait(false);
            }

            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration { Output = streams.RawOut, Error = streams.Error, EnableDefaultExceptionHandler = false };
            var exit = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            if (streams.Guarded?.Failure is not { } failure)
            {
                return exit;
            }

            DiagnosticLines.Write(streams.Error, [new Diagnostic(
                DeploymentDiagnostics.ReportNotWritten,
                $"What the command says cannot be written to standard output: {SafeText.OneLine(failure).TrimEnd('.')}. The command "
                    + "itself continued to its end. Send its output to a place that takes it.")]);
            return exit == ExitCode.Done ? ExitCode.Failed : exit;
        }
        catch (ConnectorException e)
        {
            if (args.Contains("--json", StringComparer.Ordinal))
            {
                await streams.Out.WriteLineAsync(PlanJson.Failure(e.Diagnostics)).ConfigureAwait(false);
            }

            DiagnosticLines.Write(streams.Error, e.Diagnostics);
            return ExitCode.OfError(e.Diagnostics[0].Descriptor);
        }
        catch (LocalCloudRunningException e)
        {
            DiagnosticLines.Write(
                streams.Error,
                [new Diagnostic(LocalCloudErrors.AlreadyRunning, e.Message[(LocalCloudErrors.AlreadyRunning.Id.Length + 2)..])]);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException e) when (IsTimeout(e))
        {
            DiagnosticLines.Write(streams.Error, [new Diagnostic(
                DeploymentDiagnostics.NoAnswerInTime,
                $"A service gave no answer in time ({SafeText.OneLine(e.GetBaseException().Message).TrimEnd('.')}). What had been done "
                    + "stays. Check the network, and run again: the run continues from the existing state.")]);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await streams.Error.WriteLineAsync("Stopped. What had been done stays; the next run continues from there.").ConfigureAwait(false);
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // Do not catch general exception types: the outermost place; a user must never see a stack trace instead of a message.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DiagnosticLines.Write(streams.Error, [InternalError(e)]);
            return ExitCode.Failed;
        }
    }

    /// <summary>The command tree; docs/reference/commands.md is generated from it.</summary>
    internal static RootCommand CreateCommands(ToolContext context)
    {
        var root = Commands(context);
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } && !context.Streams.IsInteractive)
        {
            // A pipe has no width, and a list of choices would make one line of hundreds of characters.
            help.MaxWidth = 100;
        }

        return root;
    }

    private static RootCommand Commands(ToolContext context) =>
        new("Validates, packages and deploys Power Platform custom connectors that sign in with Microsoft Entra ID.")
        {
            new InitCommand(context),
            new ValidateCommand(context),
            new PlanCommand(context),
            new DeployCommand(context),
            new StatusCommand(context),
            new RotateSecretCommand(context),
            new ReplyUrlsCommand(context),
            new PackageCommand(context),
            new UnpackCommand(context),
            new DiffCommand(context),
            new ExplainCommand(context),
            new DoctorCommand(context),
            new PipelineCommand(context),
            new ConvertCommand(context),
            new AdoptCommand(context),
            new DownloadCommand(context),
            new RetireCommand(context),
            new ConnectCommand(context),
            new CallCommand(context),
            new ListenCommand(context),
            new RulesCommand(context),
            new SchemaCommand(context),
            new LocalCloudCommand(context),
        };

    // What a library gives up by itself looks like a cancellation, too; nobody has stopped the run.
    private static bool IsTimeout(OperationCanceledException e) =>
        e.InnerException is TimeoutException || (e is TaskCanceledException && e.Message.Contains("timeout", StringComparison.OrdinalIgnoreCase));

    private static string? EmptyValue(ParseResult parsed) =>
        parsed.CommandResult.Children.FirstOrDefault(c => c.Tokens.Any(t => t.Value.Length == 0)) switch
        {
            OptionResult { Option.Name: var name } => $"The option {name}",
            ArgumentResult { Argument.Name: var name } => $"The argument <{name}>",
            _ => null,
        };

    private static Diagnostic InternalError(Exception e)
    {
        var detail = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.txt");
        try
        {
            File.WriteAllText(detail, e.ToString());
        }
        catch (Exception io) when (io is IOException or UnauthorizedAccessException)
        {
            detail = "nowhere: the temporary folder cannot be written";
        }

        return new Diagnostic(
            CommonDiagnostics.InternalError,
            $"ConnectorBuild failed in a way that it should not ({e.GetType().Name}: {SafeText.OneLine(e.Message)}). What had been "
                + $"done stays, and the next run continues from there. Please report it with the detail that was written to {detail}.");
    }
}
