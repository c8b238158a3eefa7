using ConnectorBuild.Conversion.Overlays;
using ConnectorBuild.Conversion.Selection;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>What a project says beside its OpenAPI 3 document.</summary>
internal sealed record ConversionOptions
{
    /// <summary>Which operations become the connector's.</summary>
    public IReadOnlyList<OperationFilter> Filters { get; init; } = [];

    /// <summary>Overlays, in the order in which they apply.</summary>
    public IReadOnlyList<SourceFile> Overlays { get; init; } = [];

    /// <summary>The address of the API; null if the document's servers say it.</summary>
    public string? Server { get; init; }

    /// <summary>Whether an environment's patch names the host, so that the document need not.</summary>
    public bool IsHostPatched { get; init; }

    /// <summary>Whether there is a project, whose items and patches can say more.</summary>
    public bool HasProject { get; init; } = true;

    /// <summary>The API's application ID URI in Entra; null if the document or apiProperties.json says it.</summary>
    public string? Resource { get; init; }

    /// <summary>The delegated permissions of the API that connections ask for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The author's apiProperties.json; missing if there is none.</summary>
    public SourceNode Properties { get; init; }
}
