using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>What a connector asks of Entra: read from its connection parameters, where the identity provider is <c>aad</c>.</summary>
/// <param name="Resources">Each resource URL with the delegated scopes wanted from it; no scopes means the resource's default one.</param>
/// <param name="IsMultiTenant">Whether users of other tenants sign in, or everybody through <c>common</c>, which a single-tenant app
/// refuses (AADSTS50194).</param>
public sealed record ConnectorSignIn(IReadOnlyList<ResourceScopes> Resources, bool IsMultiTenant)
{
    /// <summary>Whether the secret is a reference to a Dataverse environment variable, so that no text goes into the connector.</summary>
    public bool HasSecretReference { get; init; }

    /// <summary>
    /// Whether the platform proves itself with a token of its own instead of a secret (preview: <c>clientAssertionType</c>
    /// <c>GenericFederatedIdentityCredential</c>; single-tenant apps only).
    /// </summary>
    public bool IsFederated { get; init; }

    /// <summary>A tenant that still waits to be filled in; null where there is none.</summary>
    public string? UnfilledTenant { get; init; }

    /// <summary>Whether the platform exchanges tokens on behalf of the signed-in user.</summary>
    public bool IsOnBehalfOf { get; init; }

    /// <summary>The sign-in of a connector, or null when it does not sign in with Entra.</summary>
    public static ConnectorSignIn? Find(ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var settings = row.SignInTexts.SelectMany(text => SignInSettings.Entra(RowJson.Parse(text))).ToList();
        if (settings.Count == 0)
        {
            return null;
        }

        var resources = new List<ResourceScopes>();
        foreach (var setting in settings)
        {
            Collect(setting, resources);
        }

        if (resources.Exists(r => r.Scopes.Count == 0))
        {
            var definition = RowJson.Parse(row.OpenApiDefinition);
            var words = DefinitionSecurity.PathWords(definition);
            resources = resources.ConvertAll(
                r => r.Scopes.Count > 0
                    ? r
                    : r with { OfDefinition = DefinitionSecurity.Scopes(definition, r.Resource), PathWords = words });
        }

        return new ConnectorSignIn(resources, settings.Any(s => s.IsMultiTenant))
        {
            HasSecretReference = settings.All(s => VariableReference.IsWhole(s.Text("clientSecret"))),
            IsFederated = settings.All(IsFederatedSetting),
            IsOnBehalfOf = settings.Exists(OnBehalfOf.IsOn),
            UnfilledTenant = settings.Select(s => s.Custom("tenantId")).FirstOrDefault(t => t is { Length: > 0 } && Placeholder.IsUnfilled(t)),
        };
    }

    /// <summary>
    /// The connection parameters (or sets) with client id and secret filled in wherever the identity provider is <c>aad</c>. A text that
    /// is not JSON has no such place and stays as it is.
    /// </summary>
    /// <param name="parameters">JSON text of <c>connectionparameters</c> or <c>connectionparametersets</c>.</param>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="secret">The secret, or null to leave it out.</param>
    public static string Fill(string parameters, string clientId, ClientSecret? secret)
    {
        if (RowJson.Parse(parameters) is not { } node)
        {
            return parameters;
        }

        foreach (var setting in SignInSettings.Entra(node))
        {
            if (!VariableReference.IsWhole(setting.Text("clientId")))
            {
                setting.Set("clientId", clientId);
            }

            if (secret is not null && !VariableReference.IsWhole(setting.Text("clientSecret")))
            {
                setting.Set("clientSecret", secret.Reveal());
            }
        }

        return RowJson.Write(node);
    }

    /// <summary>The schema names of environment variables that connection parameters (or sets) take the client id from.</summary>
    internal static IReadOnlySet<string> ClientIdVariables(params ReadOnlySpan<string?> parameters)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in parameters)
        {
            foreach (var setting in SignInSettings.Entra(RowJson.Parse(text)))
            {
                names.UnionWith(VariableReference.Names(setting.Text("clientId") ?? ""));
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
            foreach (var setting in SignInSettings.Entra(RowJson.Parse(text)))
            {
                if (setting.Text("redirectUrl") is { Length: > 0 } url && !urls.Contains(url, StringComparer.Ordinal))
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
            foreach (var setting in SignInSettings.Entra(RowJson.Parse(text)))
            {
                if (setting.Property("FederatedIdentityCredentials") is JsonObject trust
                    && RowJson.Text(trust["Issuer"]) is { Length: > 0 } issuer
                    && RowJson.Text(trust["Subject"]) is { Length: > 0 } subject)
                {
                    trusts.Add(new FederatedTrust(issuer, subject, RowJson.Text(trust["Audience"]) ?? FederatedTrust.DefaultAudience));
                }
            }
        }

        return [.. trusts.Distinct()];
    }

    /// <summary>
    /// The part of connection parameters that a deployment decides: without the secret (hidden on reads) and without what the platform sets itself
    /// (<c>redirectUrl</c>, <c>redirectMode</c>, <c>FederatedIdentityCredentials</c>), so that what was written can be compared with what exists.
    /// The platform does so for every identity provider, not only for Entra. A text that is not JSON, or has a name twice, is its own value.
    /// </summary>
    internal static JsonNode? Comparable(string? parameters)
    {
        if (string.IsNullOrWhiteSpace(parameters))
        {
            return null;
        }

        // The text "null" is JSON and no value.
        if (RowJson.Parse(parameters) is not { } node)
        {
            return parameters.Trim() == "null" ? null : JsonValue.Create(parameters);
        }

        node = SignInSettings.Canonical(node);
        foreach (var setting in SignInSettings.All(node))
        {
            setting.Remove("redirectUrl");
            setting.Remove("redirectMode");
            setting.RemoveProperty("FederatedIdentityCredentials");
            OnBehalfOf.Restore(setting);
            if (!VariableReference.IsWhole(setting.Text("clientSecret")))
            {
                setting.Remove("clientSecret");
            }
        }

        return node;
    }

    /// <summary>Connection parameters (or sets) with what the platform set itself in the former ones: an import keeps it.</summary>
    internal static string? WithPlatformsOwn(string? parameters, string? former)
    {
        if (RowJson.Parse(parameters) is not { } node || RowJson.Parse(former) is not { } there)
        {
            return parameters;
        }

        foreach (var (settings, own) in SignInSettings.All(node).Zip(SignInSettings.All(there)))
        {
            settings.Set("redirectUrl", own["redirectUrl"]?.DeepClone());
            if (own.Property("FederatedIdentityCredentials") is { } trust && settings["properties"] is JsonObject properties)
            {
                properties["FederatedIdentityCredentials"] = trust.DeepClone();
            }
        }

        return RowJson.Write(node);
    }

    private static bool IsFederatedSetting(SignInSettings settings) =>
        string.Equals(settings.Text("clientAssertionType"), "GenericFederatedIdentityCredential", StringComparison.OrdinalIgnoreCase);

    private static void Collect(SignInSettings settings, List<ResourceScopes> resources)
    {
        var resource = settings.Custom("resourceUri") ?? RowJson.Text(settings.Property("AzureActiveDirectoryResourceId"));
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

    private static IEnumerable<ScopeText> Scopes(JsonNode? scopes) => scopes switch
    {
        JsonArray a => a.Select(RowJson.Text).OfType<string>().SelectMany(ScopeText.Read),
        _ => ScopeText.Read(RowJson.Text(scopes) ?? ""),
    };
}
