namespace ConnectorBuild.Connectors;

/// <summary>The connector's content for one environment: patches applied, readable, still without any secret.</summary>
public sealed record ConnectorContent
{
    /// <summary>The Swagger 2.0 definition: strict JSON, UTF-8 without BOM, indented as the author wrote it unless a patch changed it.</summary>
    public required ReadOnlyMemory<byte> Definition { get; init; }

    /// <summary>
    /// The whole <c>apiProperties.json</c> (with its <c>properties</c> wrapper): strict JSON, UTF-8 without BOM; <c>{"properties":{}}</c>
    /// if there is none.
    /// </summary>
    public required ReadOnlyMemory<byte> Properties { get; init; }

    /// <summary>The icon's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Icon { get; init; }

    /// <summary>The text of <c>script.csx</c>, or null.</summary>
    public string? Script { get; init; }

    /// <summary>The OpenAPI 3 document that the definition was made of; null where the author wrote Swagger 2.0.</summary>
    public DefinitionSource? Source { get; init; }
}
