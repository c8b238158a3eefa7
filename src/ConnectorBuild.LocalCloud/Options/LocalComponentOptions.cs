namespace ConnectorBuild.LocalCloud.Options;

/// <summary>A component of a solution that the local cloud does not model besides its name: a flow, a table, an app, a web resource.</summary>
public sealed record LocalComponentOptions
{
    /// <summary>Unique name of the solution; the component is in it from the moment at which the solution is made.</summary>
    public required string Solution { get; init; }

    /// <summary>
    /// The component type, a number of Dataverse's option set <c>componenttype</c>: 1 table, 29 flow, 61 web resource, 300 canvas app, …
    /// </summary>
    public required int Type { get; init; }

    /// <summary>
    /// Logical name of the component's table, such as <c>bot</c>, for a type that each environment numbers itself (above 10,000); null for
    /// the others.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What makers see; null for the name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Row name of a connector that it needs, so that the connector cannot be deleted; null for none.</summary>
    public string? Needs { get; init; }
}
