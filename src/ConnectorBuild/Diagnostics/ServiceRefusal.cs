namespace ConnectorBuild.Diagnostics;

/// <summary>What a service answered that refused a request, as data: decisions read this, never the sentences that are made of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The service's own code; empty where the answer has none.</param>
/// <param name="Text">The service's own text; empty where the answer has none.</param>
public sealed record ServiceRefusal(int Status, string Code, string Text);
