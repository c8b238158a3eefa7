namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>What the compiler made of a text.</summary>
/// <param name="Errors">In the compiler's order; none if there is an assembly.</param>
/// <param name="Assembly">The library; null if there are errors.</param>
/// <param name="Symbols">Its portable PDB.</param>
internal sealed record CSharpCompilation(IReadOnlyList<CSharpError> Errors, byte[]? Assembly, byte[]? Symbols);
