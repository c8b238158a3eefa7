namespace ConnectorBuild.Tool;

/// <summary>What every command is given.</summary>
/// <param name="Streams">Where to write.</param>
/// <param name="Clock">The time.</param>
internal sealed record ToolContext(ToolStreams Streams, TimeProvider Clock);
