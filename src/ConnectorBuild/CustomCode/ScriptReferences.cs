using ConnectorBuild.CustomCode.Compiler;

namespace ConnectorBuild.CustomCode;

/// <summary>What scripts are compiled against. The package carries it, so that a build restores nothing for a script.</summary>
internal static class ScriptReferences
{
    private const string Standard = "netstandard.dll";

    /// <summary>.NET Standard 2.0 and the platform's own surface: all that accepted scripts prove.</summary>
    /// <param name="directory">The folder <c>scripting</c> of the package.</param>
    public static IReadOnlyList<string> Proved(string directory) =>
        [.. Directory.GetFiles(Path.Combine(directory, "ref"), "*.dll").Order(StringComparer.Ordinal), Path.Combine(directory, "Newtonsoft.Json.dll")];

    /// <summary>The .NET of this process instead of .NET Standard.</summary>
    /// <param name="directory">The folder <c>scripting</c> of the package.</param>
    public static IReadOnlyList<string> Newer(string directory) =>
        [.. Proved(directory).Where(path => Path.GetFileName(path) != Standard), .. FrameworkReferences.All];

    /// <summary>Whether the folder is there and has the references.</summary>
    public static bool AreIn(string directory) => File.Exists(Path.Combine(directory, "ref", Standard));
}
