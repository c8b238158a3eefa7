using System.Reflection;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>
/// Puts the packages that ConnectorBuild.Scripting depends on into the feed. They are in the package folder that the repository was
/// restored to.
/// </summary>
internal static class ScriptingFeed
{
    private static readonly string[] Ids = ["microsoft.extensions.dependencyinjection.abstractions", "microsoft.extensions.logging.abstractions", "newtonsoft.json"];

    public static void AddTo(string feed)
    {
        var root = typeof(ScriptingFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NuGetPackageRoot").Value!;
        foreach (var package in Ids.SelectMany(id => Directory.EnumerateFiles(Path.Combine(root, id), "*.nupkg", SearchOption.AllDirectories)))
        {
            File.Copy(package, Path.Combine(feed, Path.GetFileName(package)), overwrite: true);
        }
    }
}
