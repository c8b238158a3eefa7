using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.SignIn;

/// <summary>The sign-in settings of a connector as they were resolved when it was last saved.</summary>
internal sealed record ConnectorSignIn(
    string ClientId, string RedirectUrl, string Resource, string LoginUri, string TenantId, string? Secret, FederatedTrust? Trust)
{
    /// <summary>Whether the platform exchanges tokens on behalf of the user.</summary>
    public bool IsOnBehalfOf { get; init; }

    /// <summary>The first OAuth setting of a row (parameters, then sets), or that of a set; null without one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="set">A parameter set's name; null for the first setting.</param>
    public static ConnectorSignIn? Read(JsonObject row, string? set = null)
    {
        foreach (var column in ConnectorSecrets.Columns)
        {
            if (EnvironmentReferences.Resolved(row, column) is not { Length: > 0 } text)
            {
                continue;
            }

            foreach (var (path, settings) in ConnectorSecrets.OAuthSettings(JsonNode.Parse(text)).Where(s => set is null || s.Path.StartsWith(set + "/", StringComparison.OrdinalIgnoreCase)))
            {
                return new ConnectorSignIn(
                    settings.Text("clientId") ?? "",
                    settings.Text("redirectUrl") ?? "",
                    Parameter(settings, "ResourceUri") ?? settings["properties"].Text("AzureActiveDirectoryResourceId") ?? "",
                    Parameter(settings, "LoginUri") ?? "https://login.microsoftonline.com",
                    Parameter(settings, "TenantId") ?? "common",
                    EnvironmentReferences.Resolved(row, $"{column}:{path}"),
                    FederatedConnectors.Read(settings))
                {
                    IsOnBehalfOf = IsTrue(Parameter(settings, "EnableOnbehalfOfLogin")) && IsTrue((settings["properties"] as JsonObject)?
                        .FirstOrDefault(
                            p => string.Equals(p.Key, "IsOnbehalfofLoginSupported", StringComparison.OrdinalIgnoreCase)).Value?.ToString()),
                };
            }
        }

        return null;
    }

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string? Parameter(JsonObject settings, string name) => (settings["customParameters"] as JsonObject)?
        .FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value.Text("value");
}
