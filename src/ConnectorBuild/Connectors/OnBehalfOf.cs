using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>
/// On-behalf-of sign-in: the platform exchanges the token of the person at the client for a token of the connector's API, without a
/// window. Source: Microsoft Learn, "Configure OBO authentication for custom connectors".
/// </summary>
public static class OnBehalfOf
{
    /// <summary>Client id of Microsoft's app "Azure API Connections", which exchanges the tokens. The same in every tenant.</summary>
    public const string PlatformAppId = "fe053c5f-3692-4f14-aef2-ee34fc081cae";

    /// <summary>The name of <see cref="PlatformAppId"/>.</summary>
    public const string PlatformName = "Azure API Connections";

    /// <summary>The name of the scope that a connector's app exposes to the platform. Any name works.</summary>
    public const string ScopeName = "access_as_user";

    /// <summary>Client id of Microsoft Graph.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>The permission on Microsoft Graph without which the exchange ends with AADSTS90008 (one third party).</summary>
    public const string GraphScope = "User.Read";

    /// <summary>The Application ID URI of a connector's app.</summary>
    public static string IdentifierUri(string appId) => $"api://{appId}";

    /// <summary>The client ids with which connection parameters (or sets) sign in on behalf of users.</summary>
    public static IReadOnlySet<string> ClientIds(params ReadOnlySpan<string?> parameters)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in parameters)
        {
            ids.UnionWith(SignInSettings.Entra(RowJson.Parse(text)).Where(IsOn).Select(s => s.Text("clientId")).OfType<string>());
        }

        return ids;
    }

    // The platform keeps its former settings where only one of the two is on, by a third party's report.
    internal static bool IsOn(SignInSettings settings) =>
        IsTrue(settings.Custom("enableOnbehalfOfLogin")) && IsTrue(settings.Property("IsOnbehalfofLoginSupported")?.ToString());

    /// <summary>
    /// Undoes what the platform turns round when it takes such a connector over (one third party): <c>IsFirstParty</c> reads "True"
    /// afterwards.
    /// </summary>
    internal static void Restore(SignInSettings settings)
    {
        if (IsOn(settings) && IsTrue(settings.Property("IsFirstParty")?.ToString()) && settings["properties"] is JsonObject properties)
        {
            settings.RemoveProperty("IsFirstParty");
            properties["IsFirstParty"] = "False";
        }
    }

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
