using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class PackageContentTests(PackedSdk sdk)
{
    [Fact]
    public void SdkPackage_OutsideTheTool_HasExactlyTheseFiles()
    {
        using var package = Open("ConnectorBuild.Sdk");

        Assert.Equal(
            [
                "ConnectorBuild.Sdk.nuspec",
                "README.md",
                "Sdk/Sdk.props",
                "Sdk/Sdk.targets",
                "THIRD-PARTY-NOTICES.txt",
                "build/ConnectorBuild.Sdk.buildschema.json",
                "build/ConnectorBuild.Sdk.props",
                "build/ConnectorBuild.Sdk.targets",
                .. Schemas,
                "buildMultiTargeting/ConnectorBuild.Sdk.props",
                "buildMultiTargeting/ConnectorBuild.Sdk.targets",
                "icon.png",
                "tasks/net10.0/ConnectorBuild.Tasks.deps.json",
                "tasks/net10.0/ConnectorBuild.Tasks.dll",
                "tasks/net10.0/ConnectorBuild.dll",
                "tasks/net10.0/YamlDotNet.dll",
            ],
            Names(package).Where(n => !n.StartsWith("tools/", StringComparison.Ordinal)));
    }

    [Fact]
    public void SdkPackage_Tool_IsCompleteWithoutAHostOfItsOwn()
    {
        using var package = Open("ConnectorBuild.Sdk");
        var tool = Names(package).Where(n => n.StartsWith("tools/net10.0/any/", StringComparison.Ordinal))
            .Select(n => n["tools/net10.0/any/".Length..]).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "dotnet-connector.dll", "dotnet-connector.deps.json", "dotnet-connector.runtimeconfig.json", "ConnectorBuild.dll", "ConnectorBuild.LocalCloud.dll", "Azure.Identity.dll", "Microsoft.Graph.dll" },
            tool);
        Assert.Equal(
            [
                "scripting/ConnectorBuild.ScriptRunner.dll",
                "scripting/ConnectorBuild.ScriptRunner.runtimeconfig.json",
                "scripting/ConnectorBuild.Scripting.dll",
                "scripting/Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "scripting/Microsoft.Extensions.Logging.Abstractions.dll",
                "scripting/Newtonsoft.Json.dll",
                "scripting/THIRD-PARTY-NOTICES.txt",
                "scripting/ref/ConnectorBuild.Scripting.dll",
                "scripting/ref/Microsoft.Extensions.Logging.Abstractions.dll",
                "scripting/ref/System.Drawing.Common.dll",
                "scripting/ref/netstandard.dll",
            ],
            tool.Where(n => n.StartsWith("scripting/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("dotnet-connector", tool);
        Assert.DoesNotContain(tool, n => n.EndsWith(".pdb", StringComparison.Ordinal));
        var needed = Runtime(package, "tools/net10.0/any/dotnet-connector.deps.json");
        Assert.Subset(tool, needed);
    }

    [Fact]
    public void SdkPackage_TaskDependencies_AreAllThereAndNoneReachesTheCloud()
    {
        using var package = Open("ConnectorBuild.Sdk");

        var needed = Runtime(package, "tasks/net10.0/ConnectorBuild.Tasks.deps.json");

        Assert.Equal(["ConnectorBuild.Tasks.dll", "ConnectorBuild.dll", "YamlDotNet.dll"], needed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SdkPackage_Manifest_IsAnSdkWithoutDependencies()
    {
        using var package = Open("ConnectorBuild.Sdk");
        var nuspec = Xml(package, "ConnectorBuild.Sdk.nuspec");

        Assert.Equal(
            ["MSBuildSdk", "Dependency"],
            nuspec.Descendants().Where(e => e.Name.LocalName == "packageType").Select(e => (string?)e.Attribute("name")));
        Assert.DoesNotContain(nuspec.Descendants(), e => e.Name.LocalName == "dependency");
        Assert.Equal("true", nuspec.Descendants().Single(e => e.Name.LocalName == "developmentDependency").Value);
    }

    [Fact]
    public void SdkPackage_UsingTasks_NameTypesThatExist()
    {
        using var package = Open("ConnectorBuild.Sdk");
        var tasks = Xml(package, "build/ConnectorBuild.Sdk.targets").Descendants("UsingTask")
            .Select(e => (string)e.Attribute("TaskName")!).ToHashSet();

        Assert.Equal(4, tasks.Count);
        Assert.Subset(PublicTypes(package, "tasks/net10.0/ConnectorBuild.Tasks.dll"), tasks);
    }

    [Fact]
    public void ScriptingPackage_HasTheTestHostAndItsTargets()
    {
        using var package = Open("ConnectorBuild.Scripting");

        Assert.Equal(
            [
                "ConnectorBuild.Scripting.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                "build/ConnectorBuild.Scripting.props",
                "build/ConnectorBuild.Scripting.targets",
                "icon.png",
                "lib/net10.0/ConnectorBuild.Scripting.dll",
                "lib/net10.0/ConnectorBuild.Scripting.xml",
            ],
            Names(package));
    }

    [Fact]
    public void ToolPackage_IsATool()
    {
        using var package = Open("ConnectorBuild.Tool");
        var settings = Xml(package, "tools/net10.0/any/DotnetToolSettings.xml");

        Assert.Equal("dotnet-connector", (string?)settings.Descendants("Command").Single().Attribute("Name"));
        Assert.Equal("dotnet-connector.dll", (string?)settings.Descendants("Command").Single().Attribute("EntryPoint"));
    }

    [Theory]
    [InlineData("ConnectorBuild.Sdk")]
    [InlineData("ConnectorBuild.Tool")]
    [InlineData("ConnectorBuild.Scripting")]
    [InlineData("ConnectorBuild.Templates")]
    public void Manifest_OfEveryPackage_SaysWhatAReviewerAsks(string id)
    {
        using var package = Open(id);
        var metadata = Xml(package, id + ".nuspec").Root!.Elements().First().Elements().ToDictionary(e => e.Name.LocalName);

        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("icon.png", metadata["icon"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.StartsWith("To be 1.0.0.", metadata["releaseNotes"].Value, StringComparison.Ordinal);
        Assert.InRange(metadata["releaseNotes"].Value.Length, 1, 35_000);
        Assert.NotNull(package.GetEntry("icon.png"));
        Assert.NotNull(package.GetEntry("THIRD-PARTY-NOTICES.txt"));
        Assert.True(metadata.GetValueOrDefault("repository")?.Attribute("url") is not { } url || Uri.IsWellFormedUriString(url.Value, UriKind.Absolute));
    }

    private static IEnumerable<string> Schemas => Directory.EnumerateFiles(Repository.PathOf("build/schemas"))
        .Select(f => "build/schemas/" + Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(sdk.Feed, $"{id}.{PackedSdk.Version}.nupkg"));

    private static IEnumerable<string> Names(ZipArchive package) =>
        package.Entries.Select(e => e.FullName)
            .Where(
                n => !n.StartsWith("_rels/", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal)
                    && n != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);

    private static XDocument Xml(ZipArchive package, string entry)
    {
        using var stream = package.GetEntry(entry)!.Open();
        return XDocument.Load(stream);
    }

    // File names that the host will look for beside the deps.json.
    private static HashSet<string> Runtime(ZipArchive package, string entry)
    {
        using var stream = package.GetEntry(entry)!.Open();
        var target = JsonNode.Parse(stream)!["targets"]!.AsObject().Single().Value!.AsObject();
        return [.. target.Select(library => library.Value!["runtime"]).OfType<JsonObject>().SelectMany(files => files).Select(file => file.Key.Split('/')[^1])];
    }

    private static HashSet<string> PublicTypes(ZipArchive package, string entry)
    {
        using var stream = new MemoryStream();
        using (var compressed = package.GetEntry(entry)!.Open())
        {
            compressed.CopyTo(stream);
        }

        stream.Position = 0;
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}
