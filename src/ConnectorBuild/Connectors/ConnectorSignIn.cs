using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>What a connector asks of Entra: read from its connection parameters, where the identity provider is <c>aad</c>.</summary>
/// <param name="Resources">Each resource URL with the delegated scopes wanted from it; no scopes means the resource's default one.</param>
/// <param name="IsMultiTenant">Whether users of other tenants sign in, or everybody through <c>common</c>, which a single-tenant app refuses (AADSTS50194).</param>
public sealed record ConnectorSignIn(IReadOnlyList<ResourceScopes> Resources, bool IsMultiTenant)
{
    /// <summary>Whether the secret is a reference to a Dataverse environment variable, so that no text goes into the connector.</summary>
    public bool HasSecretReference { get; init; }

    /// <summary>
    /// Whether the platform proves itself with a token of its own instead of a secret (preview: <c>clientAssertionType</c>
    /// <c>GenericFederatedIdentityCredential</c>; single-tenant apps only).
    /// </summary>
    public bool IsFederated { get; init; }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A reader of JSON nodes would take a name that is there twice at first, and fail when it comes to it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The sign-in of a connector, or null when it does not sign in with Entra.</summary>
    public static ConnectorSignIn? Find(ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var settings = new[] { row.ConnectionParameters, row.ConnectionParameterSets }
            .SelectMany(text => EntraSettings(Parse(text)))
            .ToList();
        if (settings.Count == 0)
        {
            return null;
        }

        var resources = new List<ResourceScopes>();
        foreach (var setting in settings)
        {
            Collect(setting, resources);
        }

        return new ConnectorSignIn(resources, settings.Any(IsMultiTenantLogin)) 
        {
            HasSecretReference = settings.All(s => IsReference(s["clientSecret"])),
            IsFederated = settings.All(IsFederatedSetting),
        };
    }

    /// <summary>
    /// The connection parameters (or sets) with client id and secret filled in wherever the identity provider is <c>aad</c>. A text that is no JSON has
    /// no such place and stays as it is.
    /// </summary>
    /// <param name="parameters">JSON text of <c>connectionparameters</c> or <c>connectionparametersets</c>.</param>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="secret">The secret, or null to leave it out.</param>
    public static string Fill(string parameters, string clientId, ClientSecret? secret)
    {
        if (Parse(parameters) is not { } node)
        {
            return parameters;
        }

        foreach (var setting in EntraSettings(node))
        {
            if (!IsReference(setting["clientId"]))
            {
                setting["clientId"] = clientId;
            }

            if (secret is not null && !IsReference(setting["clientSecret"]))
            {
                setting["clientSecret"] = secret.Reveal();
            }
        }

        return node.ToJsonString(Relaxed);
    }

    /// <summary>The schema names of environment variables that connection parameters (or sets) take the client id from.</summary>
    internal static IReadOnlySet<string> ClientIdVariables(params ReadOnlySpan<string?> parameters)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in parameters)
        {
            foreach (var setting in EntraSettings(Parse(text)))
            {
                names.UnionWith(VariableReference.Names(Text(setting["clientId"]) ?? ""));
            }
        }

        return names;
    }

    /// <summary>The redirect URLs that the environment wrote into connection parameters (or sets), each once.</summary>
    public static IReadOnlyList<string> RedirectUrls(params ReadOnlySpan<string?> parameters)
    {
        var urls = new List<string>();
        foreach (var text in parameters)
        {
            foreach (var setting in EntraSettings(Parse(text)))
            {
                if (Text(setting["redirectUrl"]) is { Length: > 0 } url && !urls.Contains(url, StringComparer.Ordinal))
                {
                    urls.Add(url);
                }
            }
        }

        return urls;
    }

    /// <summary>Whose tokens the app must trust, as the platform wrote it into the connector; opaque texts that are read and never made up.</summary>
    public static IReadOnlyList<FederatedTrust> FederatedTrusts(params ReadOnlySpan<string?> parameters)
    {
        var trusts = new List<FederatedTrust>();
        foreach (var text in parameters)
        {
            foreach (var setting in EntraSettings(Parse(text)))
            {
                if ((setting["properties"] as JsonObject)?["FederatedIdentityCredentials"] is JsonObject trust
                    && Text(trust["Issuer"]) is { Length: > 0 } issuer
                    && Text(trust["Subject"]) is { Length: > 0 } subject)
                {
                    trusts.Add(new FederatedTrust(issuer, subject, Text(trust["Audience"]) ?? FederatedTrust.DefaultAudience));
                }
            }
        }

        return [.. trusts.Distinct()];
    }

    /// <summary>
    /// The part of connection parameters that a deployment decides: without the secret (hidden on reads) and without what the platform sets itself
    /// (<c>redirectUrl</c>, <c>redirectMode</c>, <c>FederatedIdentityCredentials</c>), so that what was written and what is there can be compared.
    /// The platform does so for every identity provider, not only for Entra. A text that is no JSON, or has a name twice, is its own value.
    /// </summary>
    internal static JsonNode? Comparable(string? parameters)
    {
        if (string.IsNullOrWhiteSpace(parameters))
        {
            return null;
        }

        // The text "null" is JSON and no value.
        if (Parse(parameters) is not { } node)
        {
            return parameters.Trim() == "null" ? null : JsonValue.Create(parameters);
        }

        foreach (var setting in OAuthSettings(node).ToList())
        {
            setting.Remove("redirectUrl");
            setting.Remove("redirectMode");
            (setting["properties"] as JsonObject)?.Remove("FederatedIdentityCredentials");
            if (!IsReference(setting["clientSecret"]))
            {
                setting.Remove("clientSecret");
            }
        }

        return node;
    }

    /// <summary>Connection parameters (or sets) with what the platform set itself in the former ones: an import keeps it.</summary>
    internal static string? WithPlatformsOwn(string? parameters, string? former)
    {
        if (Parse(parameters) is not { } node || Parse(former) is not { } there)
        {
            return parameters;
        }

        foreach (var (settings, own) in OAuthSettings(node).Zip(OAuthSettings(there)).ToList())
        {
            settings["redirectUrl"] = own["redirectUrl"]?.DeepClone();
            if ((own["properties"] as JsonObject)?["FederatedIdentityCredentials"] is { } trust && settings["properties"] is JsonObject properties)
            {
                properties["FederatedIdentityCredentials"] = trust.DeepClone();
            }
        }

        return node.ToJsonString(Relaxed);
    }

    // What is in an environment was written by others: where it cannot be read, nothing is found in it.
    private static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> EntraSettings(JsonNode? node) => OAuthSettings(node).Where(IsEntra);

    private static IEnumerable<JsonObject> OAuthSettings(JsonNode? node) => node switch
    {
        JsonObject o => (o["oAuthSettings"] is JsonObject settings ? [settings] : Enumerable.Empty<JsonObject>())
            .Concat(o.SelectMany(child => OAuthSettings(child.Value))),
        JsonArray a => a.SelectMany(OAuthSettings),
        _ => [],
    };

    private static bool IsEntra(JsonObject settings) =>
        string.Equals(Text(settings["identityProvider"]), "aad", StringComparison.OrdinalIgnoreCase);

    private static bool IsFederatedSetting(JsonObject settings) => Text(settings["clientAssertionType"]) == "GenericFederatedIdentityCredential";

    private static bool IsReference(JsonNode? value) => VariableReference.IsWhole(Text(value));

    private static bool IsMultiTenantLogin(JsonObject settings) =>
        Custom(settings, "tenantId") is null or "" or "common" or "organizations";

    private static void Collect(JsonObject settings, List<ResourceScopes> resources)
    {
        var resource = Custom(settings, "resourceUri") ?? Text((settings["properties"] as JsonObject)?["AzureActiveDirectoryResourceId"]);
        if (resource is { Length: > 0 })
        {
            Add(resources, resource, []);
        }

        foreach (var scope in Scopes(settings["scopes"]))
        {
            // Without a resource of the connector's own, the scopes name it.
            if (!scope.IsOpenId && scope.IsOf(resource) && (resource is { Length: > 0 } ? resource : scope.Resource) is { } owner)
            {
                Add(resources, owner, scope.IsDefault ? [] : [scope.Name]);
            }
        }
    }

    private static void Add(List<ResourceScopes> resources, string resource, IReadOnlyList<string> scopes)
    {
        var index = resources.FindIndex(r => ResourceScopes.IsSame(r.Resource, resource));
        if (index < 0)
        {
            resources.Add(new ResourceScopes(resource, scopes));
        }
        else
        {
            resources[index] = resources[index] with { Scopes = [.. resources[index].Scopes.Union(scopes, StringComparer.Ordinal)] };
        }
    }

    // customParameters is written in camelCase and in PascalCase; the platform reads both.
    private static string? Custom(JsonObject settings, string name) =>
        (settings["customParameters"] as JsonObject)?
            .FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value is JsonObject value
            ? Text(value["value"])
            : null;

    private static IEnumerable<ScopeText> Scopes(JsonNode? scopes) => scopes switch
    {
        JsonArray a => a.Select(Text).OfType<string>().SelectMany(ScopeText.Read),
        _ => ScopeText.Read(Text(scopes) ?? ""),
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
