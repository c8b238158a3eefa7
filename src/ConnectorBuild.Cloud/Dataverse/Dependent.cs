namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Something in the environment that needs the connector.</summary>
/// <param name="Type">A word of <see cref="ComponentTypes"/>, such as <c>workflow</c>; <c>agent</c> for an agent of Copilot Studio.</param>
/// <param name="Name">Its name as makers know it; its id where the name cannot be read.</param>
/// <param name="Id">Its row.</param>
public sealed record Dependent(string Type, string Name, Guid Id)
{
    /// <summary>The type of an agent, or of a part of one.</summary>
    public const string Agent = "agent";

    /// <summary>For people: <c>flow 'Send order'</c>.</summary>
    public override string ToString() => $"{Type switch
    {
        "workflow" => "flow",
        "canvasapp" => "canvas app",
        "modeldrivenapp" => "model-driven app",
        ComponentTypes.Reference => "connection reference",
        ComponentTypes.Variable => "environment variable",
        _ => Type,
    }} '{Name}'";
}

/// <summary>What needs a connector.</summary>
/// <param name="Found">What was found, sorted by type and name.</param>
/// <param name="IsWhole">Whether all was read; false where the identity may not read a part.</param>
public sealed record ConnectorDependents(IReadOnlyList<Dependent> Found, bool IsWhole);
