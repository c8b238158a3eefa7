using System.CommandLine;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector local-cloud apis</c>: what a connector can sign in to.</summary>
internal sealed class LocalCloudApisCommand : Command
{
    // Microsoft Graph has hundreds.
    private const int MaxScopes = 8;

    private static readonly (ApiOrigin Origin, string Title)[] Groups =
    [
        (ApiOrigin.Declared, "Declared in the options file"),
        (ApiOrigin.Assumed, "Assumed: a connector asked for them, and in a real tenant they must exist"),
        (ApiOrigin.Registered, "Registered through Graph"),
        (ApiOrigin.BuiltIn, "Built in: Microsoft's"),
    ];

    public LocalCloudApisCommand(ToolContext context, Argument<string> project, Option<string?> state)
        : base("apis", "Lists the APIs that the local cloud's tenants know: built-in, declared and assumed ones, with their scopes.")
    {
        Add(project);
        Add(state);
        SetAction(async (parsed, stop) =>
        {
            var place = await LocalCloudPlace.ResolveAsync(parsed.GetValue(project)!, parsed.GetValue(state), options: null, stop)
                .ConfigureAwait(false);
            var connection = await LocalCloudConnection.OpenAsync(
                place.StateFile, isAttachable: false, context.Clock, stop, place.ReadOptions()).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var apis = await connection.ApisAsync(stop).ConfigureAwait(false);
                await WriteAsync(context.Streams.Out, apis, connection.Endpoints.Tenants.Count > 1).ConfigureAwait(false);
                return ExitCode.Done;
            }
        });
    }

    private static async Task WriteAsync(TextWriter writer, IReadOnlyList<LocalApi> apis, bool namesTenants)
    {
        foreach (var (origin, title) in Groups)
        {
            var group = apis.Where(a => a.Origin == origin).ToList();
            if (group.Count == 0)
            {
                continue;
            }

            await writer.WriteLineAsync(title).ConfigureAwait(false);
            foreach (var api in group)
            {
                var name = api.Resources.Count > 0 ? string.Join(", ", api.Resources.Take(3)) : api.ClientId;
                await writer.WriteLineAsync($"  {name}{(namesTenants ? $" in tenant {api.Tenant}" : "")}").ConfigureAwait(false);
                await writer.WriteLineAsync($"    {api.Name}, client id {api.ClientId}, tokens of version {api.TokenVersion}").ConfigureAwait(false);
                await writer.WriteLineAsync($"    scopes  {Names(api.Scopes)}").ConfigureAwait(false);
                if (api.Roles.Count > 0)
                {
                    await writer.WriteLineAsync($"    roles   {Names(api.Roles)}").ConfigureAwait(false);
                }
            }
        }
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none"
        : names.Count <= MaxScopes ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaxScopes))} and {names.Count - MaxScopes} more";
}
