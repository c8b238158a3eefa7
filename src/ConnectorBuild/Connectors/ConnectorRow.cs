using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Connectors;

/// <summary>
/// The author's files in the shape in which Dataverse and solution packages keep them: JSON texts in columns, without the
/// <c>{"properties":…}</c> wrapper of <c>apiProperties.json</c> (the platform refuses it) and without any secret.
/// </summary>
public sealed record ConnectorRow
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Row id, name and texts.</summary>
    public required ConnectorIdentity Identity { get; init; }

    /// <summary><c>iconbrandcolor</c>, for example <c>#007ee5</c>.</summary>
    public required string IconBrandColor { get; init; }

    /// <summary><c>openapidefinition</c>: the minified Swagger 2.0 text.</summary>
    public required string OpenApiDefinition { get; init; }

    /// <summary><c>connectionparameters</c>: the bare inner object, no <c>clientSecret</c>.</summary>
    public required string ConnectionParameters { get; init; }

    /// <summary><c>connectionparametersets</c>, or null.</summary>
    public string? ConnectionParameterSets { get; init; }

    /// <summary><c>policytemplateinstances</c>: a JSON array.</summary>
    public required string PolicyTemplateInstances { get; init; }

    /// <summary><c>scriptoperations</c>: a JSON array, or null without custom code.</summary>
    public string? ScriptOperations { get; init; }

    /// <summary><c>customcodeblobcontent</c>: the text of <c>script.csx</c>, or null.</summary>
    public string? CustomCode { get; init; }

    /// <summary><c>iconblob</c>: the icon's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Icon { get; init; }

    /// <summary>The row of a connector.</summary>
    /// <exception cref="JsonException">The content is not strict JSON; the validator makes sure that it is.</exception>
    public static ConnectorRow Create(ConnectorIdentity identity, ConnectorContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var properties = JsonNode.Parse(content.Properties.Span)?["properties"] as JsonObject ?? [];
        return new ConnectorRow
        {
            Identity = identity,
            IconBrandColor = properties["iconBrandColor"] is JsonValue color && color.TryGetValue<string>(out var text) ? text : "#007ee5",
            OpenApiDefinition = Encoding.UTF8.GetString(JsonText.Minify(content.Definition.Span)),
            ConnectionParameters = Text(LiteralSecrets.Without(properties["connectionParameters"])) ?? "{}",
            ConnectionParameterSets = Text(LiteralSecrets.Without(properties["connectionParameterSets"])),
            PolicyTemplateInstances = Text(properties["policyTemplateInstances"]) ?? "[]",
            ScriptOperations = content.Script is null ? null : Text(properties["scriptOperations"]) ?? "[]",

            // Git gives the file the line ends of the machine; the row and the package must not depend on them.
            CustomCode = content.Script?.Replace("\r\n", "\n", StringComparison.Ordinal),

            // No environment keeps an empty icon, so it would be sent for ever.
            Icon = content.Icon is { Length: > 0 } icon ? icon : default(ReadOnlyMemory<byte>?),
        };
    }

    private static string? Text(JsonNode? node) => node?.ToJsonString(Relaxed);
}
