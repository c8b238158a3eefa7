using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>
/// Client secrets of connectors: kept beside the row, in a member that no read and no export shows. A save of the column that does not
/// bring a secret loses it.
/// </summary>
internal static class ConnectorSecrets
{
    /// <summary>The columns that may bring secrets.</summary>
    public static readonly IReadOnlyList<string> Columns = ["connectionparameters", "connectionparametersets"];

    private const string Store = "_secrets";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The sign-in settings in a column's JSON, each with the name of its parameter (and set).</summary>
    public static IEnumerable<(string Path, JsonObject Settings)> OAuthSettings(JsonNode? node) => node switch
    {
        JsonObject o when o["values"] is JsonArray sets => sets.OfType<JsonObject>()
            .SelectMany(s => OAuthSettings(s["parameters"]).Select(p => ($"{s.Text("name")}/{p.Path}", p.Settings))),

        // Microsoft's own connectors write "oauthSetting" and "oAuthSetting".
        JsonObject o =>
            o.Where(
                p => "oauthSetting".Equals(p.Value.Text("type"), StringComparison.OrdinalIgnoreCase)
                    && p.Value!["oAuthSettings"] is JsonObject)
            .Select(p => (p.Key, p.Value!["oAuthSettings"]!.AsObject())),
        _ => [],
    };

    /// <summary>Moves the secrets of a column that was written out of sight, and sets what the platform sets.</summary>
    public static void Take(DataverseContext context, JsonObject row, string column)
    {
        var secrets = row[Store]?.DeepClone() as JsonObject ?? [];
        foreach (var old in secrets.Select(s => s.Key).Where(k => k.StartsWith(column + ":", StringComparison.Ordinal)).ToList())
        {
            secrets.Remove(old);
        }

        if (row.Text(column) is { Length: > 0 } text)
        {
            var node = JsonNode.Parse(text);
            foreach (var (path, settings) in OAuthSettings(node))
            {
                settings["redirectMode"] = "GlobalPerConnector";
                settings["redirectUrl"] = ConnectorBehaviour.RedirectUrl(row.Text("connectorinternalid")!);
                FederatedConnectors.Fill(context, settings, row.Text("connectorinternalid")!);
                if (settings.Text("clientSecret") is { Length: > 0 } secret)
                {
                    secrets[$"{column}:{path}"] = secret;
                    if (!EnvironmentReferences.IsReference(secret))
                    {
                        settings.Remove("clientSecret");
                    }
                }
                else
                {
                    settings.Remove("clientSecret");
                }
            }

            row[column] = node?.ToJsonString(Relaxed) ?? text;
        }

        row[Store] = secrets;
    }

    /// <summary>Takes references to environment variables out of the client secrets of a row.</summary>
    public static void DropReferences(JsonObject row)
    {
        foreach (var column in Columns.Where(c => row.Text(c) is { Length: > 0 }))
        {
            var node = JsonNode.Parse(row.Text(column)!);
            foreach (var (_, settings) in OAuthSettings(node))
            {
                settings.Remove("clientSecret");
            }

            row[column] = node!.ToJsonString(Relaxed);
        }
    }

    /// <summary>The stored secret, or the reference to one, of a sign-in setting; null without one.</summary>
    public static string? Find(JsonObject row, string column, string path) => row[Store].Text($"{column}:{path}");
}
