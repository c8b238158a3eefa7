namespace ConnectorBuild.Packaging.Tests;

/// <summary>Expected texts, with LF, copied beside the tests.</summary>
internal static class Golden
{
    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
}
