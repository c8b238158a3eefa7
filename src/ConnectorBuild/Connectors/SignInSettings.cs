using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>
/// The OAuth settings of a connection parameter. Names are read in any letter case, by rules, deployment, comparison and adoption alike:
/// real files write them so. What goes out has the platform's letter case.
/// </summary>
internal sealed class SignInSettings
{
    /// <summary>The member of a connection parameter that holds the settings.</summary>
    public const string Member = "oAuthSettings";

    // What stands in customParameters has names of the provider's; the platform reads those in either case.
    private static readonly string[] Names =
    [
        "identityProvider", "clientId", "clientSecret", "scopes", "redirectMode", "redirectUrl", "properties", "customParameters", "clientAssertionType",
    ];

    private SignInSettings(JsonObject node) => Node = node;

    /// <summary>The object itself.</summary>
    public JsonObject Node { get; }

    /// <summary>Whether makers sign in with Microsoft Entra.</summary>
    public bool IsEntra => IsEntraProvider(Text("identityProvider"));

    /// <summary>Whether users of every organisation sign in, and not those of one tenant.</summary>
    public bool IsMultiTenant => Custom("tenantId")?.ToLowerInvariant() is null or "" or "common" or "organizations";

    /// <summary>A setting; null where there is none.</summary>
    public JsonNode? this[string name] => Find(Node, name);

    /// <summary>Whether an identity provider is Microsoft Entra.</summary>
    public static bool IsEntraProvider(string? provider) => string.Equals(provider, "aad", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two names are the same to every reader of the sign-in.</summary>
    public static bool IsName(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings of every parameter in a document, of whatever identity provider. They can be changed in it.</summary>
    public static IReadOnlyList<SignInSettings> All(JsonNode? node) => [.. Walk(node)];

    /// <summary>Those that sign in with Microsoft Entra.</summary>
    public static IReadOnlyList<SignInSettings> Entra(JsonNode? node) => [.. Walk(node).Where(s => s.IsEntra)];

    /// <summary>A setting that is a text.</summary>
    public string? Text(string name) => RowJson.Text(this[name]);

    /// <summary>A member of <c>properties</c>.</summary>
    public JsonNode? Property(string name) => Find(this["properties"] as JsonObject, name);

    /// <summary>The value of a custom parameter.</summary>
    public string? Custom(string name) => RowJson.Text(Find(Find(this["customParameters"] as JsonObject, name) as JsonObject, "value"));

    /// <summary>Gives a setting a value, under the name that it has.</summary>
    public void Set(string name, JsonNode? value) => Node[NameIn(Node, name) ?? name] = value;

    /// <summary>Takes a setting away.</summary>
    public void Remove(string name) => Remove(Node, name);

    /// <summary>Takes a member of <c>properties</c> away.</summary>
    public void RemoveProperty(string name) => Remove(this["properties"] as JsonObject, name);

    /// <summary>The first name that is not written in the platform's letter case; null where all are.</summary>
    public static string? Misspelling(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(m => IsName(m.Key, Member) && m.Value is JsonObject settings
                ? m.Key != Member ? m.Key : settings.Select(s => s.Key).FirstOrDefault(k => Canonical(k) != k)
                : Misspelling(m.Value))
            .FirstOrDefault(name => name is not null),
        JsonArray a => a.Select(Misspelling).FirstOrDefault(name => name is not null),
        _ => null,
    };

    /// <summary>The document with the names in the platform's letter case; itself where they are.</summary>
    public static JsonNode? Canonical(JsonNode? node)
    {
        if (Misspelling(node) is null)
        {
            return node;
        }

        return node switch
        {
            JsonObject o => Renamed(o, (name, value) => IsName(name, Member) && value is JsonObject settings
                ? (Member, Renamed(settings, (setting, content) => (Canonical(setting), content?.DeepClone())))
                : (name, Canonical(value)?.DeepClone())),
            JsonArray a => new JsonArray([.. a.Select(e => Canonical(e)?.DeepClone())]),
            _ => node,
        };
    }

    private static string Canonical(string name) => Names.FirstOrDefault(n => IsName(name, n)) ?? name;

    // Of two that differ in case only, the one in the platform's letter case counts.
    private static JsonObject Renamed(JsonObject node, Func<string, JsonNode?, (string Name, JsonNode? Value)> rename)
    {
        var renamed = new JsonObject();
        foreach (var (name, value) in node)
        {
            var (becomes, content) = rename(name, value);
            if (becomes == name || !node.ContainsKey(becomes))
            {
                renamed[becomes] = content;
            }
        }

        return renamed;
    }

    private static IEnumerable<SignInSettings> Walk(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => IsName(m.Key, Member) && m.Value is JsonObject settings
            ? Walk(settings).Prepend(new SignInSettings(settings))
            : Walk(m.Value)),
        JsonArray a => a.SelectMany(Walk),
        _ => [],
    };

    private static JsonNode? Find(JsonObject? node, string name) => node is not null && NameIn(node, name) is { } there ? node[there] : null;

    private static string? NameIn(JsonObject node, string name) =>
        node.ContainsKey(name) ? name : node.Select(m => m.Key).FirstOrDefault(k => IsName(k, name));

    private static void Remove(JsonObject? node, string name)
    {
        while (node is not null && NameIn(node, name) is { } there)
        {
            node.Remove(there);
        }
    }
}
