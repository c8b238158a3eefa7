using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// What environments' patches change, as environment variables: the package refers to them, has the base file's values as defaults, and an import
/// sets the values of its environment. So the package stays the same for every environment.
/// </summary>
internal sealed partial class PatchedValues(ConnectorIdentity identity)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<(bool IsDefinition, string Pointer), Slot> _slots = [];
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Patches that cannot become environment variables.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Whether another text in one of the files can become an environment variable.</summary>
    public static bool IsPackable(bool isDefinition, string pointer, string was, string becomes) =>
        Purpose(isDefinition, pointer) is not null && !VariableReference.IsIn(was) && !VariableReference.IsIn(becomes);

    /// <summary>Adds what an environment's patches change.</summary>
    public void Add(string environment, bool isDefinition, IReadOnlyList<EnvironmentDifference> differences)
    {
        foreach (var difference in differences)
        {
            var purpose = Purpose(isDefinition, difference.Pointer);
            if (purpose == "ClientId")
            {
                // Every environment's app has its own client id; the deployment gives it.
                continue;
            }

            if (purpose is null || difference.Base.Text is not { } value || difference.Patched.Text is not { } patched
                || VariableReference.IsIn(value) || VariableReference.IsIn(patched))
            {
                _diagnostics.Add(new Diagnostic(
                    PackagingRules.PatchNotPackable,
                    $"The patch of environment '{environment}' {What(difference)} "
                        + $"{(difference.Pointer.Length == 0 ? "the whole file" : difference.Pointer)}, and that environment imports "
                        + $"the package (Route=\"Solution\"), which is the same for every environment. Only texts that the base file "
                        + "has for host, basePath, resource, scopes, login and tenant can become environment variables. Take the "
                        + $"change into the base file, or deploy that environment by Route=\"Direct\".",
                    difference.Location));
                continue;
            }

            var key = (isDefinition, difference.Pointer);
            if (!_slots.TryGetValue(key, out var slot))
            {
                _slots.Add(key, slot = new Slot(isDefinition, difference.Pointer, purpose, Value(purpose, value)));
            }

            slot.Values[environment] = Value(purpose, patched);
        }
    }

    /// <summary>Puts the references in, and says what variables they need.</summary>
    /// <param name="content">The base content.</param>
    /// <param name="environments">The environments that import the package.</param>
    /// <returns>The content with references, the variables, and each environment's values by schema name.</returns>
    public (ConnectorContent Content, IReadOnlyList<EnvironmentVariable> Variables, IReadOnlyDictionary<string, Dictionary<string, string>> Values) Apply(
        ConnectorContent content, IReadOnlyList<string> environments)
    {
        var values = environments.ToDictionary(e => e, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        if (_slots.Count == 0)
        {
            return (content, [], values);
        }

        var (definition, properties) = (JsonNode.Parse(content.Definition.Span)!, JsonNode.Parse(content.Properties.Span)!);
        var variables = new List<EnvironmentVariable>();

        // Two places that every environment gives the same values share a variable: a resource is written twice.
        foreach (var group in _slots.Values
            .OrderByDescending(s => s.IsDefinition)
            .ThenBy(s => s.Pointer, StringComparer.Ordinal)
            .GroupBy(s => string.Join('\n', [s.Purpose, s.Default, .. environments.Select(s.In)])))
        {
            var first = group.First();
            var name = Name(first.Purpose, variables);
            variables.Add(new EnvironmentVariable(name, SchemaNames.Display(identity.DisplayName, first.Purpose))
            {
                DefaultValue = first.Default,
                Description = $"What {first.Purpose} of the connector is in this environment. The connector takes it over when it is "
                    + "saved; a deployment does both.",
            });
            foreach (var environment in environments)
            {
                values[environment][name] = first.In(environment);
            }

            foreach (var slot in group)
            {
                Set(slot.IsDefinition ? definition : properties, slot.Pointer, (slot.Purpose == "BasePath" ? "/" : "") + VariableReference.To(name));
            }
        }

        return (
            content with { Definition = Bytes(definition), Properties = Bytes(properties) },
            variables,
            values);
    }

    /// <summary>Schema name of the variable for a purpose that no other variable of the connector has.</summary>
    public string Name(string purpose, IReadOnlyList<EnvironmentVariable> taken)
    {
        for (var number = 1; ; number++)
        {
            var name = SchemaNames.Create(identity.Name, number == 1 ? $"_{purpose}" : $"_{purpose}_{number}");
            if (taken.All(v => v.SchemaName != name))
            {
                return name;
            }
        }
    }

    private static string What(EnvironmentDifference difference) => (difference.Base.Exists, difference.Patched.Exists) switch
    {
        (false, _) => "adds",
        (_, false) => "removes",
        _ => "changes",
    };

    // A base path begins with a slash and a reference does not; real exports write "/@environmentVariables(...)".
    private static string Value(string purpose, string text) => purpose == "BasePath" ? text.TrimStart('/') : text;

    private static string? Purpose(bool isDefinition, string pointer) => isDefinition
        ? pointer switch { "/host" => "Host", "/basePath" => "BasePath", _ => null }
        : SignIn().Match(pointer) is { Success: true } match
            ? match.Groups["field"].Value.ToUpperInvariant() switch
            {
                "CLIENTID" => "ClientId",
                "LOGINURI" => "LoginUri",
                "TENANTID" => "TenantId",
                "RESOURCEURI" or "AZUREACTIVEDIRECTORYRESOURCEID" => "Resource",
                _ => "Scope",
            }
            : null;

    private static void Set(JsonNode root, string pointer, string text)
    {
        var segments = pointer.Split('/')[1..].Select(JsonPointer.Unescape).ToList();
        var parent = root;
        foreach (var segment in segments[..^1])
        {
            parent = parent is JsonArray array ? array[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)]! : parent[segment]!;
        }

        if (parent is JsonArray list)
        {
            list[int.Parse(segments[^1], System.Globalization.CultureInfo.InvariantCulture)] = text;
        }
        else
        {
            parent[segments[^1]] = text;
        }
    }

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Relaxed));

    [GeneratedRegex("^/properties/connectionParameter(s|Sets)/.*/oAuthSettings/((?<field>clientId)|(?<field>scopes)(/[0-9]+)?|customParameters/(?<field>loginUri|tenantId|resourceUri)/value|properties/(?<field>AzureActiveDirectoryResourceId))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignIn();

    private sealed record Slot(bool IsDefinition, string Pointer, string Purpose, string Default)
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

        public string In(string environment) => Values.GetValueOrDefault(environment, Default);
    }
}
