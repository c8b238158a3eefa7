namespace ConnectorBuild.Testing;

/// <summary>The repository that the tests were built from, for tests that read its pages and sources.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>Whether tests write the generated parts of the pages instead of comparing them.</summary>
    public static bool UpdatesPages { get; } = Environment.GetEnvironmentVariable("CONNECTORBUILD_UPDATE_DOCS") is { Length: > 0 };

    public static string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Tasks.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Tasks.sln was not found above the tests.");
        }

        return folder.FullName;
    }
}
