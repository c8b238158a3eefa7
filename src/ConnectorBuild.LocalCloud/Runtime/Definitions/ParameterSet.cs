using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Definitions;

/// <summary>One way to connect: the parameters that a maker fills in.</summary>
/// <param name="Name">The set's name; null where the connector has no sets.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record ParameterSet(string? Name, IReadOnlyList<ConnectionParameter> Parameters)
{
    /// <summary>Whether a maker signs in.</summary>
    public bool HasSignIn => Parameters.Any(p => p.Type == ConnectionParameter.SignIn);

    /// <summary>Reads the two columns.</summary>
    public static IReadOnlyList<ParameterSet> ReadAll(JsonObject? parameters, JsonObject? sets) =>
        sets?["values"] is JsonArray { Count: > 0 } values
            ? [.. values.OfType<JsonObject>().Select(s => new ParameterSet(s.Text("name"), Read(s["parameters"] as JsonObject)))]
            : [new ParameterSet(null, Read(parameters))];

    private static List<ConnectionParameter> Read(JsonObject? parameters) =>
        [.. (parameters ?? []).Where(p => p.Value is JsonObject).Select(p => new ConnectionParameter(p.Key, p.Value!.AsObject()))];
}

/// <summary>A parameter of a connection.</summary>
internal sealed class ConnectionParameter(string name, JsonObject json)
{
    /// <summary>The type of a parameter by which a maker signs in.</summary>
    public const string SignIn = "oauthSetting";

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The type.</summary>
    public string Type { get; } = json.Text("type") ?? "string";

    /// <summary>Whether nobody may see the value.</summary>
    public bool IsSecret => string.Equals(Type, "securestring", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a connection cannot be without it.</summary>
    public bool IsRequired { get; } =
        string.Equals(json["uiDefinition"]?["constraints"]?["required"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase)
        || (json["uiDefinition"]?["constraints"]?["required"] is null
            && string.Equals(json.Text("type"), "securestring", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the platform fills it in with the tenant's id.</summary>
    public bool IsTenantId { get; } = json["metadata"].Text("sourceType") == "AzureActiveDirectoryTenant"
        || name.Equals("token:TenantId", StringComparison.OrdinalIgnoreCase);

    /// <summary>The default; null without one.</summary>
    public string? Default { get; } = json["default"]?.ToString();
}
