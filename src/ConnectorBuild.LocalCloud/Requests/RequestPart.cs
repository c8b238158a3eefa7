namespace ConnectorBuild.LocalCloud.Requests;

/// <summary>One request inside a batch.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query as sent.</param>
/// <param name="Status">The status that it got.</param>
public sealed record RequestPart(string Method, string Path, int Status);
