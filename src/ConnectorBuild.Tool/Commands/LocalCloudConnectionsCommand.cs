using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector local-cloud connections</c>: the makers' connections, listed and removed.</summary>
internal sealed class LocalCloudConnectionsCommand : Command
{
    public LocalCloudConnectionsCommand(ToolContext context, Argument<string> project, Option<string?> state)
        : base("connections", "Lists the connections that calls have made in the local cloud, and removes them.")
    {
        var remove = new Option<string?>("--remove") { Description = "Removes the connection with this id; 'all' removes every one." };
        var json = CommonOptions.Json();
        Add(project);
        Add(state);
        Add(remove);
        Add(json);
        SetAction(async (parsed, stop) =>
        {
            var place = await LocalCloudPlace.ResolveAsync(parsed.GetValue(project)!, parsed.GetValue(state), options: null, stop)
                .ConfigureAwait(false);
            var cloud = await LocalCloudConnection.OpenAsync(
                place.StateFile, isAttachable: false, context.Clock, stop, place.ReadOptions()).ConfigureAwait(false);
            await using (cloud.ConfigureAwait(false))
            {
                if (parsed.GetValue(remove) is { } id)
                {
                    await RemoveAsync(context, cloud, id, stop).ConfigureAwait(false);
                }

                var left = await LocalCloudClient.ConnectionsAsync(cloud.Endpoints, stop).ConfigureAwait(false);
                if (parsed.GetValue(json))
                {
                    await context.Streams.Out.WriteLineAsync(PlanJson.Text(Json(left))).ConfigureAwait(false);
                }
                else
                {
                    await WriteAsync(context.Streams.Out, left).ConfigureAwait(false);
                }

                return ExitCode.Done;
            }
        });
    }

    private static async Task RemoveAsync(ToolContext context, LocalCloudConnection cloud, string id, CancellationToken cancellationToken)
    {
        var known = await LocalCloudClient.ConnectionsAsync(cloud.Endpoints, cancellationToken).ConfigureAwait(false);
        var removed = known.Where(c => id == "all" || string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase)).ToList();
        if (removed.Count == 0 && id != "all")
        {
            throw new ConnectorException(new Diagnostic(
                RuntimeErrors.UnknownConnection,
                $"There is no connection '{id}'; the local cloud has "
                    + $"{(known.Count == 0 ? "no connections" : string.Join(", ", known.Select(c => c.Id)))}. Nothing was removed."));
        }

        foreach (var connection in removed)
        {
            await LocalCloudClient.RemoveConnectionAsync(cloud.Endpoints, connection.Id, cancellationToken).ConfigureAwait(false);
            await context.Streams.Error.WriteLineAsync($"Removed {connection.Id} of '{connection.Connector}'.").ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(TextWriter writer, IReadOnlyList<MakerConnection> connections)
    {
        if (connections.Count == 0)
        {
            await writer.WriteLineAsync("There are no connections. 'dotnet connector call' makes one.").ConfigureAwait(false);
        }

        foreach (var connection in connections)
        {
            await writer.WriteLineAsync(
                $"{connection.Id}  {connection.Connector} in {connection.Environment}, "
                    + $"{connection.Kind}{(connection.ParameterSet is { } set ? $" ({set})" : "")}, "
                    + $"{connection.Status.ToLowerInvariant()}").ConfigureAwait(false);
            await writer.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {connection.Url}, made "
                        + $"{connection.CreatedOn:yyyy-MM-dd HH:mm}{(connection.Parameters.Count > 0 ? $", with {string.Join(", ", connection.Parameters)}" : "")}")).ConfigureAwait(false);
        }
    }

    private static JsonObject Json(IReadOnlyList<MakerConnection> connections) => new()
    {
        ["kind"] = "connections",
        ["version"] = 1,
        ["connections"] = new JsonArray([.. connections.Select(c => new JsonObject
        {
            ["id"] = c.Id,
            ["environment"] = c.Environment,
            ["connectorId"] = c.ConnectorId,
            ["connector"] = c.Connector,
            ["url"] = c.Url,
            ["kind"] = c.Kind,
            ["parameterSet"] = c.ParameterSet,
            ["parameters"] = new JsonArray([.. c.Parameters.Select(p => JsonValue.Create(p))]),
            ["status"] = c.Status,
            ["createdOn"] = c.CreatedOn.ToString("O", CultureInfo.InvariantCulture),
        })]),
    };
}
