using System.CommandLine;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector call</c>: calls an operation through a connection, as the portal's Test tab does.</summary>
internal sealed class CallCommand : Command
{
    public CallCommand(ToolContext context)
        : base(
            "call",
            "Calls an operation of a connector in the local cloud through a connection, which is made on the first call, and checks "
                + "the answer.")
    {
        var operation = CommonOptions.Path(
            new Argument<string>("operation") { Description = "The operation's id.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" });
        var project = CommonOptions.Project();
        var choices = new Option<string[]>("--choices")
        {
            Description = "Lists the choices that a parameter has in the designer: --choices <operation> <parameter>.",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var json = CommonOptions.Json();
        Add(operation);
        Add(project);
        Add(choices);
        var options = new ConnectionOptions(this);
        Add(json);
        Validators.Add(result =>
        {
            if (result.GetResult(choices) is null && result.GetValue(operation) is not { Length: > 0 })
            {
                result.AddError("Name an operation: dotnet connector call ListOrders");
            }
        });
        SetAction(async (parsed, stop) =>
        {
            // With --choices, that option names the operation, and the first argument is the project.
            var asked = parsed.GetValue(choices) is [var of, var parameter]
                ? (Operation: of, Parameter: parameter)
                : (Operation: parsed.GetValue(operation)!, Parameter: null);
            var where = asked.Parameter is not null && parsed.GetValue(operation) is { Length: > 0 } first ? first : parsed.GetValue(project)!;
            var (cloud, session) = await options.OpenAsync(parsed, where, context, stop).ConfigureAwait(false);
            await using (cloud.ConfigureAwait(false))
            using (session)
            {
                var found = session.RequireOperation(asked.Operation);
                var values = options.Values(parsed);
                if (asked.Parameter is null)
                {
                    // Wrong values are reported before a connection is made.
                    CallRequest.Create(session.Document, found, values);
                }

                await options.ConnectAsync(parsed, session, stop).ConfigureAwait(false);
                return asked.Parameter is { } name
                    ? await ShowChoicesAsync(context, session, found, name, values, parsed.GetValue(json), stop).ConfigureAwait(false)
                    : await CallAsync(context, session, found, values, parsed.GetValue(json), stop).ConfigureAwait(false);
            }
        });
    }

    private static async Task<int> CallAsync(
        ToolContext context, CallSession session, SwaggerOperation operation, CallValues values, bool json,
        CancellationToken cancellationToken)
    {
        var result = await session.CallAsync(operation, values, cancellationToken).ConfigureAwait(false);
        var body = await session.MaskAsync(result, result.Text, cancellationToken).ConfigureAwait(false);
        var findings = CallFindings.Of(session.Document, operation, result);
        if (json)
        {
            await context.Streams.Out.WriteLineAsync(PlanJson.Text(CallText.Json(operation, result, body, findings))).ConfigureAwait(false);
        }
        else
        {
            foreach (var line in CallText.Lines(operation, result, body))
            {
                await context.Streams.Out.WriteLineAsync(await session.MaskAsync(result, line, cancellationToken).ConfigureAwait(false))
                    .ConfigureAwait(false);
            }
        }

        DiagnosticLines.Write(context.Streams.Error, findings);
        return result.IsSuccess ? ExitCode.Done
            : findings.Any(f => f.Descriptor == RuntimeErrors.SignInMissing) ? ExitCode.Waiting
            : ExitCode.Failed;
    }

    private static async Task<int> ShowChoicesAsync(
        ToolContext context, CallSession session, SwaggerOperation operation, string parameter, CallValues values, bool json, CancellationToken cancellationToken)
    {
        var choices = await new DynamicChoices(session).ResolveAsync(operation, parameter, values, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            await context.Streams.Out.WriteLineAsync(PlanJson.Text(choices.ToJson())).ConfigureAwait(false);
        }
        else
        {
            foreach (var line in choices.Lines())
            {
                await context.Streams.Out.WriteLineAsync(line).ConfigureAwait(false);
            }
        }

        return ExitCode.Done;
    }
}
