using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector reply-urls</c>: whose they are; removes those of ours whose connector is gone.</summary>
internal sealed class ReplyUrlsCommand : Command
{
    public ReplyUrlsCommand(ToolContext context)
        : base("reply-urls", "Lists the app's reply URLs with their connectors and environments, and removes those whose connector is gone.")
    {
        var options = new RunOptionSet(this);
        var prune = new Option<bool>("--prune")
        {
            Description = "Removes the reply URLs that ConnectorBuild added for this environment and that no connector in it has any "
                + "more. Every other one stays.",
        };
        Add(prune);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "reply URLs of",
            options.Read(parsed),
            async (run, stop) =>
            {
                var found = new List<(ReplyUrlOwner Url, bool IsRemoved)>();
                var exit = await run.ForEachAsync(async desired =>
                {
                    var (inventory, removed) = await ListAsync(run, desired, parsed.GetValue(prune), stop).ConfigureAwait(false);
                    found.AddRange(inventory.Select(u => (u, removed && u.IsDead)));
                    return ExitCode.Done;
                }).ConfigureAwait(false);
                if (parsed.GetValue<bool>("--json"))
                {
                    context.Streams.Out.WriteLine(LogSafeJson.Text(Json(found)));
                }

                return exit;
            },
            cancellationToken));
    }

    private static async Task<(IReadOnlyList<ReplyUrlOwner> Inventory, bool IsPruned)> ListAsync(
        DeploymentRun run, DesiredState desired, bool prunes, CancellationToken cancellationToken)
    {
        var inventory = await run.Engine.ListReplyUrlsAsync(desired, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.AppNotFound,
                $"The connector has no app in environment '{desired.Target.Name}' yet, so there are no reply URLs. Publish it first."));
        foreach (var url in inventory)
        {
            run.Console.Line($"  {url.Url}  {Whose(url)}", url.IsDead ? "red" : null);
        }

        var dead = inventory.Where(u => u.IsDead).ToList();
        var removes = prunes && dead.Count > 0;
        if (removes)
        {
            await run.Engine.RemoveReplyUrlsAsync(desired, dead, cancellationToken).ConfigureAwait(false);
        }

        run.Arrow(
            removes ? $"{DeploymentText.Plural(dead.Count, "reply URL")} removed" : $"{DeploymentText.Plural(inventory.Count, "reply URL")}, "
                + $"{dead.Count} without connector");
        return (inventory, removes);
    }

    private static string Whose(ReplyUrlOwner url) => url switch
    {
        { IsDead: true } => "added by ConnectorBuild for this environment; no connector has it any more",
        { Connector: { } name } => $"connector '{name}' in this environment",
        { Environment: { } environment } => $"added by ConnectorBuild for environment {environment}",
        _ => "not ours",
    };

    private static JsonObject Json(IReadOnlyList<(ReplyUrlOwner Url, bool IsRemoved)> found) => new()
    {
        ["kind"] = "reply-urls",
        ["version"] = 1,
        ["replyUrls"] = new JsonArray([.. found.Select(f => (JsonNode)new JsonObject
        {
            ["url"] = f.Url.Url,
            ["connector"] = f.Url.Connector,
            ["environment"] = f.Url.Environment,
            ["isDead"] = f.Url.IsDead,
            ["removed"] = f.IsRemoved,
        })]),
    };
}
