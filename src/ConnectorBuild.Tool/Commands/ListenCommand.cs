using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector listen</c>: runs a trigger, and checks what it brings.</summary>
internal sealed class ListenCommand : Command
{
    public ListenCommand(ToolContext context)
        : base(
            "listen",
            "Runs a trigger of a connector in the local cloud, polling or as a webhook, and checks what it brings against the definition.")
    {
        var trigger = CommonOptions.Path(new Argument<string>("trigger") { Description = "The operation's id." });
        var project = CommonOptions.Project();
        var count = new Option<int?>("--count") { Description = "Ends after this number of events; without it, at the timeout or at Ctrl+C." };
        var timeout = new Option<string?>("--timeout") { Description = "Ends after this time: seconds, or hours:minutes:seconds." };
        var json = CommonOptions.Json();
        count.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() is < 1)
            {
                r.AddError("--count takes a number from 1 on.");
            }
        });
        timeout.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } text && Duration(text) is null)
            {
                r.AddError("--timeout takes seconds, such as 30, or hours:minutes:seconds, such as 00:05:00.");
            }
        });
        Add(trigger);
        Add(project);
        Add(count);
        Add(timeout);
        var options = new ConnectionOptions(this);
        Add(json);
        SetAction(async (parsed, stop) =>
        {
            var (cloud, session) = await options.OpenAsync(parsed, parsed.GetValue(project)!, context, stop).ConfigureAwait(false);
            await using (cloud.ConfigureAwait(false))
            using (session)
            {
                var operation = RequireTrigger(session, parsed.GetValue(trigger)!);
                var values = options.Values(parsed);
                await options.ConnectAsync(parsed, session, stop).ConfigureAwait(false);
                var run = new TriggerRun(
                    context, session, operation, parsed.GetValue(count), Duration(parsed.GetValue(timeout)), parsed.GetValue(json));
                return await run.RunAsync(values, stop).ConfigureAwait(false);
            }
        });
    }

    private static SwaggerOperation RequireTrigger(CallSession session, string id)
    {
        var names = TriggerKind.Names(session.Document);
        var operation = session.Document.Find(id);
        return operation is not null && names.Contains(operation.Id)
            ? operation
            : throw new ConnectorException(new Diagnostic(
                operation is null ? RuntimeErrors.UnknownOperation : RuntimeErrors.NotATrigger,
                $"The connector has no trigger '{id}'{NearestName.Hint(id, names)}; it has "
                    + $"{(names.Count == 0 ? "none" : string.Join(", ", names))}. Nothing was called. A trigger has x-ms-trigger, and "
                    + "a webhook a property with x-ms-notification-url."));
    }

    private static TimeSpan? Duration(string? text) =>
        text is null ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds)
        : text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            && duration > TimeSpan.Zero ? duration
        : null;
}
