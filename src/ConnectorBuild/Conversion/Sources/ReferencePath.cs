namespace ConnectorBuild.Conversion.Sources;

/// <summary>Paths of references between files.</summary>
internal static class ReferencePath
{
    /// <summary>Whether a reference names something on a network, or a place on the machine.</summary>
    public static bool IsAbsolute(string reference) =>
        reference.StartsWith('/')
        || reference.StartsWith('\\')
        || (Uri.TryCreate(reference, UriKind.Absolute, out var uri) && reference.Contains(':', StringComparison.Ordinal) && uri.Scheme.Length > 0);

    /// <summary>The path of a file that another refers to.</summary>
    /// <param name="from">The path of the file with the reference, relative to the project's folder.</param>
    /// <param name="reference">The reference without its fragment.</param>
    /// <returns>The path relative to the project's folder; null if it lies outside.</returns>
    public static string? Combine(string from, string reference)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in Uri.UnescapeDataString(reference).Replace('\\', '/').Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }
}
