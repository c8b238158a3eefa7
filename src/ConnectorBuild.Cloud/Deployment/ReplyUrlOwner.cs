namespace ConnectorBuild.Cloud.Deployment;

/// <summary>A reply URL of the app, and what is known of whose it is.</summary>
/// <param name="Url">The URL, to the letter.</param>
/// <param name="Connector">Row name of the connector in this environment that has it; null when none has.</param>
/// <param name="Environment">The environment whose deployment added it (its host or name); null when none of ours did.</param>
/// <param name="IsDead">Whether we added it for this environment and no connector there has it any more.</param>
public sealed record ReplyUrlOwner(string Url, string? Connector, string? Environment, bool IsDead);
