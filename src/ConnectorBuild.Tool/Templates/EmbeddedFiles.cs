namespace ConnectorBuild.Tool.Templates;

/// <summary>Files that the tool carries.</summary>
internal static class EmbeddedFiles
{
    /// <summary>The names that start with a folder, in order.</summary>
    public static IEnumerable<string> Names(string folder) =>
        typeof(EmbeddedFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A file's content.</summary>
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The tool carries no file '{name}'.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
