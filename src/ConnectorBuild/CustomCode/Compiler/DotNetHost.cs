using System.Runtime.InteropServices;

namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>The program <c>dotnet</c> of this machine. A tool that is native code is not run by it, and must look for it.</summary>
internal static class DotNetHost
{
    private static string FileName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The program, of an installation with an SDK if there is one; null where there is none.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } named && File.Exists(named)
            ? named
            : Roots().Where(root => In(root) is not null).OrderByDescending(root => Directory.Exists(Path.Combine(root, "sdk"))).Select(In)
                .FirstOrDefault();

    /// <summary>The program in a folder; null where the folder has none.</summary>
    /// <param name="root">The folder of an installation.</param>
    public static string? In(string root) => Path.Combine(root, FileName) is var host && File.Exists(host) ? host : null;

    /// <summary>
    /// Folders that may hold an installation: that of the runtime of this process, those that the environment names, and the one on the path.
    /// </summary>
    public static IEnumerable<string> Roots()
    {
        // shared/Microsoft.NETCore.App/10.0.0 below the installation's root.
        var running = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        return new[]
        {
            Up(Up(Up(running))),
            Up(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")),
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            Up(OnPath()),
        }.Where(root => root is { Length: > 0 }).Select(root => root!);

        static string? Up(string? path) => path is { Length: > 0 } ? Path.GetDirectoryName(path) : null;
    }

    // Distributions put a link on the path.
    private static string? OnPath()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .Select(In)
            .FirstOrDefault(host => host is not null);
        try
        {
            return found is null ? null : File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
        }
        catch (IOException)
        {
            return found;
        }
    }
}
