namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>An installed .NET SDK, as far as its C# compiler needs it.</summary>
/// <param name="HostPath">The program <c>dotnet</c>.</param>
/// <param name="CompilerPath">Its <c>csc.dll</c>.</param>
internal sealed record DotNetSdk(string HostPath, string CompilerPath)
{
    /// <summary>The SDK in a folder such as <c>/usr/share/dotnet/sdk/10.0.100</c>; null if there is none.</summary>
    public static DotNetSdk? In(string sdkDirectory)
    {
        var compiler = CompilerOf(sdkDirectory);
        return File.Exists(compiler)
            && Path.GetDirectoryName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(sdkDirectory))) is { } root
                && DotNetHost.In(root) is { } host
            ? new DotNetSdk(host, compiler)
            : null;
    }

    /// <summary>
    /// The newest SDK of the installation that runs this process, else of the one that the environment names or that is on the path; null
    /// if there is none, for example where only the .NET runtime is installed.
    /// </summary>
    public static DotNetSdk? Find() => DotNetHost.Roots().Select(Newest).FirstOrDefault(sdk => sdk is not null);

    private static DotNetSdk? Newest(string root)
    {
        var sdks = Path.Combine(root, "sdk");
        return Directory.Exists(sdks)
            ? Directory.EnumerateDirectories(sdks)
                .OrderByDescending(folder => VersionOf(Path.GetFileName(folder)))
                .Select(In)
                .FirstOrDefault(sdk => sdk is not null)
            : null;
    }

    private static string CompilerOf(string sdkDirectory) => Path.Combine(sdkDirectory, "Roslyn", "bincore", "csc.dll");

    // A preview comes before its release.
    private static (Version Number, bool IsRelease, string Name) VersionOf(string name)
    {
        var number = name.Split('-')[0];
        return (Version.TryParse(number, out var version) ? version : new Version(0, 0), number.Length == name.Length, name);
    }
}
