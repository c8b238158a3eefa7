namespace ConnectorBuild.Packages;

/// <summary>One file of a package.</summary>
/// <param name="Path">Relative, with <c>/</c> between the parts, as in a solution zip.</param>
/// <param name="Content">The bytes.</param>
public sealed record PackageFile(string Path, ReadOnlyMemory<byte> Content);
