using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>Which of several OpenAPI files of a folder is the definition, where nobody has named one.</summary>
public static class DefinitionChoice
{
    /// <summary>
    /// The finding (CB6111) about files that are not used: an error for a definition beside an OpenAPI document, because either can be the one that
    /// is kept up to date; null if there are none.
    /// </summary>
    /// <param name="definition">The file that is used.</param>
    /// <param name="others">The other files, by their paths or names.</param>
    /// <param name="keep">How to name the right file.</param>
    public static Diagnostic? Check(string definition, IReadOnlyList<string> others, string keep)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (others.Count == 0)
        {
            return null;
        }

        var areBothBases = others.Append(definition).Select(IsOpenApi).Distinct().Count() > 1;
        return new Diagnostic(
            ProjectDiagnostics.DefinitionAmbiguous,
            areBothBases ? DiagnosticSeverity.Error : ProjectDiagnostics.DefinitionAmbiguous.DefaultSeverity,
            $"The folder has several OpenAPI files; {Path.GetFileName(definition)} is used and "
                + $"{string.Join(", ", others.Select(Path.GetFileName))} has no effect; remove what is left over, or {keep}",
            new SourceLocation(definition));
    }

    private static bool IsOpenApi(string path) => Path.GetFileName(path).StartsWith("openapi.", StringComparison.OrdinalIgnoreCase);
}
