namespace ConnectorBuild.Tests.Matrix;

/// <summary>A request of a kind of run.</summary>
/// <param name="Service">The service.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query, with <c>*</c> for what differs between runs.</param>
internal sealed record MatrixRequest(string Service, string Method, string Path);
