namespace ConnectorBuild.Scripting;

/// <summary>A compiled script.</summary>
/// <param name="Path">Where it comes from, for messages.</param>
/// <param name="Image">The assembly.</param>
/// <param name="Symbols">Its portable PDB; null if there is none.</param>
internal sealed record ScriptAssembly(string Path, byte[] Image, byte[]? Symbols);
