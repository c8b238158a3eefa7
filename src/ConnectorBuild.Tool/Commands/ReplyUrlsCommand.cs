using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Deployment;
using ConnectorBuild.Entra;
using ConnectorBuild.Rules;
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
            Description = "Removes the reply URLs that ConnectorBuild added for this environment and that no connector in it has any more. Every other one stays.",
        };
        Add(prune);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "reply URLs of",
            options.Read(parsed),
            async (run, stop) =>
            {
                var inventory = await run.Engine.ListReplyUrlsAsync(run.Desired, stop).ConfigureAwait(false)
                    ?? throw new ConnectorException(new Diagnostic(
                        EntraDiagnostics.AppNotFound,
                        $"The connector has no app in environment '{run.Desired.Target.Name}' yet, so there are no reply URLs. Publish it first."));
                foreach (var url in inventory)
                {
                    run.Console.Line($"  {url.Url}  {Whose(url)}", url.IsDead ? "red" : null);
                }

                var dead = inventory.Where(u => u.IsDead).ToList();
                var removed = parsed.GetValue(prune) && dead.Count > 0;
                if (removed)
                {
                    await run.Engine.RemoveReplyUrlsAsync(run.Desired, dead, stop).ConfigureAwait(false);
                }

                if (parsed.GetValue<bool>("--json"))
                {
                    context.Streams.Out.WriteLine(Json(inventory, removed).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                }

                run.Arrow(removed ? $"{DeploymentText.Plural(dead.Count, "reply URL")} removed" : $"{DeploymentText.Plural(inventory.Count, "reply URL")}, {dead.Count} without connector");
                return ExitCode.Done;
            },
            cancellationToken));
    }

    private static string Whose(ReplyUrlOwner url) => url switch
    {
        { IsDead: true } => "added by ConnectorBuild for this environment; no connector has it any more",
        { Connector: { } name } => $"connector '{name}' in this environment",
        { Environment: { } environment } => $"added by ConnectorBuild for environment {environment}",
        _ => "not ours",
    };

    private static JsonObject Json(IReadOnlyList<ReplyUrlOwner> inventory, bool removed) => new()
    {
        ["version"] = 1,
        ["replyUrls"] = new JsonArray([.. inventory.Select(u => (JsonNode)new JsonObject
        {
            ["url"] = u.Url,
            ["connector"] = u.Connector,
            ["environment"] = u.Environment,
            ["isDead"] = u.IsDead,
            ["removed"] = removed && u.IsDead,
        })]),
    };
}
