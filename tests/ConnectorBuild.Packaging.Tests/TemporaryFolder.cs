namespace ConnectorBuild.Packaging.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "connectorbuild-packaging-" + Path.GetRandomFileName());

    public string this[string relative] => Path.Combine(Root, relative);

    public void WriteText(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
    }

    public string[] Files(string relative = "") =>
        [.. Directory.EnumerateFiles(this[relative], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(this[relative], f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
