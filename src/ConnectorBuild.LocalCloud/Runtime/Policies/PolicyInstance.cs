using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>One of a connector's <c>policyTemplateInstances</c>.</summary>
internal sealed class PolicyInstance
{
    private const string Prefix = "x-ms-apimTemplateParameter.";

    private readonly Dictionary<string, JsonNode?> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="json">The instance.</param>
    public PolicyInstance(JsonObject json)
    {
        TemplateId = json.Text("templateId") ?? "";
        Title = json.Text("title") is { Length: > 0 } title ? title : TemplateId;
        foreach (var (name, value) in json["parameters"] as JsonObject ?? [])
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                _parameters[name[Prefix.Length..]] = value;
            }
            else if (Is(name, "x-ms-apimTemplate-operationName"))
            {
                Operations = value is JsonArray names ? [.. names.OfType<JsonValue>().Select(v => v.ToString())] : [value?.ToString() ?? ""];
            }
            else if (Is(name, "x-ms-apimTemplate-policySection")
                && Enum.TryParse<PolicySection>(value?.ToString(), ignoreCase: true, out var section))
            {
                Section = section;
            }
        }
    }

    /// <summary>The template's id as it is written.</summary>
    public string TemplateId { get; }

    /// <summary>What the author calls the policy.</summary>
    public string Title { get; }

    /// <summary>The operations that it is for; empty for all.</summary>
    public IReadOnlyList<string> Operations { get; } = [];

    /// <summary>The section that it names; null for none.</summary>
    public PolicySection? Section { get; }

    /// <summary>Whether it is for an operation.</summary>
    public bool IsFor(string operationId) => Operations.Count == 0 || Operations.Contains(operationId, StringComparer.OrdinalIgnoreCase);

    /// <summary>A parameter as text; null without one.</summary>
    public string? Find(string name) => _parameters.GetValueOrDefault(name)?.ToString();

    /// <summary>A parameter that the template needs.</summary>
    /// <exception cref="Expressions.ExpressionException">There is none.</exception>
    public string Required(string name) => Find(name) ?? throw new Expressions.ExpressionException($"the parameter '{name}' is missing");

    /// <summary>A parameter that is an object; null without one.</summary>
    public JsonObject? FindObject(string name) => _parameters.GetValueOrDefault(name) as JsonObject;

    /// <summary>Reads a row's column.</summary>
    public static IReadOnlyList<PolicyInstance> ReadAll(JsonNode? column) =>
        [.. (column as JsonArray ?? []).OfType<JsonObject>().Select(o => new PolicyInstance(o))];

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
