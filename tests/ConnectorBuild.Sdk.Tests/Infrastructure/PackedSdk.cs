using System.Reflection;
using ConnectorBuild.Sdk.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(PackedSdk))]

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>
/// The packages, packed once from what is already built into a feed of their own, and a home for every process: what a test restores comes from
/// that folder or from nowhere.
/// </summary>
public sealed class PackedSdk : IAsyncLifetime
{
    /// <summary>A version that no feed has.</summary>
    public const string Version = "999.9.9";

    // What ConnectorBuild.Scripting depends on.
    private static readonly string[] ScriptingDependencies =
    [
        "microsoft.extensions.dependencyinjection.abstractions", "microsoft.extensions.logging.abstractions", "newtonsoft.json",
    ];

    /// <summary>What the packed tool says of itself: packages are packed from what is built, which has the repository's version.</summary>
    public const string ToolVersion = "1.0.0";

    private readonly string _root = Directory.CreateTempSubdirectory("cbsdk-").FullName;
    private int _folders;

    /// <summary>The folder with the packages, and with those that ConnectorBuild.Scripting depends on. Tests run side by side and only read it.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The variables of every process; nothing of the machine's user is among them.</summary>
    public Dictionary<string, string> CreateEnvironment() => new(StringComparer.Ordinal)
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
        ["DOTNET_ROOT"] = Path.GetDirectoryName(DotNet.HostPath)!,
        ["DOTNET_MULTILEVEL_LOOKUP"] = "0",
        ["DOTNET_CLI_HOME"] = Path.Combine(_root, "home"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_NOLOGO"] = "1",
        ["HOME"] = Path.Combine(_root, "home"),
        ["USERPROFILE"] = Path.Combine(_root, "home"),
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["NUGET_PACKAGES"] = Path.Combine(_root, "packages"),
        ["NUGET_CERT_REVOCATION_MODE"] = "offline",
    };

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_root, "home"));
        Directory.CreateDirectory(Feed);
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);

        // The native tool is made and tested by .ci/run.
        await PackAsync("build/Packages.proj", Feed, "-p:ConnectorToolLinker=none");

        // They are in the package folder that the repository was restored to.
        var restored = typeof(PackedSdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NuGetPackageRoot").Value!;
        foreach (var package in ScriptingDependencies.SelectMany(id => Directory.EnumerateFiles(Path.Combine(restored, id), "*.nupkg", SearchOption.AllDirectories)))
        {
            File.Copy(package, Path.Combine(Feed, Path.GetFileName(package)));
        }
    }

    /// <summary>Packs a project from what is already built.</summary>
    /// <param name="project">Its folder or file in the repository.</param>
    /// <param name="output">The folder for the package.</param>
    /// <param name="more">Further arguments.</param>
    public async Task PackAsync(string project, string output, params string[] more)
    {
        // The restored assets of the repository name the cache of whoever built it.
        var environment = CreateEnvironment();
        environment.Remove("NUGET_PACKAGES");
        environment["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? environment["HOME"];
        environment["USERPROFILE"] = Environment.GetEnvironmentVariable("USERPROFILE") ?? environment["USERPROFILE"];
        foreach (var name in new[] { "NUGET_PACKAGES" })
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        var result = await DotNet.RunAsync(
            Repository.Root,
            ["pack", Repository.PathOf(project), "--no-build", "-c", Repository.Configuration, "-o", output, $"-p:Version={Version}", "-nodeReuse:false", "-terminalLogger:off", .. more],
            environment,
            TestContext.Current.CancellationToken);
        result.Succeeded();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A new empty folder below the feed's configuration.</summary>
    public string CreateFolder() =>
        Directory.CreateDirectory(
            Path.Combine(
                _root, "t" + Interlocked.Increment(ref _folders).ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
}
