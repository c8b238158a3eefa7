using System.Runtime.InteropServices;

namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>The assemblies of the .NET that runs this process.</summary>
internal static class FrameworkReferences
{
    /// <summary>
    /// Paths of the managed assemblies of Microsoft.NETCore.App. Its folder has native libraries, too, which the compiler does not take.
    /// </summary>
    public static IReadOnlyList<string> All { get; } = Find();

    private static List<string> Find()
    {
        var folder = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        return [.. Trusted().Where(path => string.Equals(Path.GetDirectoryName(path), folder, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Paths of all assemblies that this process was started with.</summary>
    public static IEnumerable<string> Trusted() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
