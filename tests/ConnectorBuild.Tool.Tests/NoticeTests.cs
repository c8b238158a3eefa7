using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The notices of the packages name every library whose files they carry, with the license that the library itself states.</summary>
public sealed class NoticeTests
{
    private const string File = "build/THIRD-PARTY-NOTICES.txt";

    // A library's own licence file is one of these, or it states an address instead of a name.
    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["https://github.com/dotnet/corefx/blob/master/LICENSE.TXT"] = "MIT",
    };

    [Fact]
    public void Notices_AgainstTheRestoredLibraries_AreComplete()
    {
        var expected = Text(Libraries());
        var path = RepositoryRoot.PathOf(File);
        if (RepositoryRoot.UpdatesPages)
        {
            System.IO.File.WriteAllText(path, expected);
        }

        Assert.True(
            System.IO.File.ReadAllText(path) == expected,
            $"{File} differs from what is restored. Write it anew with: CONNECTORBUILD_UPDATE_DOCS=1 dotnet test --project "
                + "tests/ConnectorBuild.Tool.Tests -- --filter-class \"*NoticeTests\"");
    }

    private static string Text(IReadOnlyList<Library> libraries)
    {
        var text = new StringBuilder("""
            Third-party software in the packages of ConnectorBuild

            The native packages of the tool also hold the .NET runtime and ASP.NET Core: copyright (c) .NET Foundation and Contributors, MIT. Their own
            notices are in NOTICES-DOTNET.txt and NOTICES-ASPNETCORE.txt beside the program.


            """);
        foreach (var library in libraries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{library.Name} {library.Version}, {library.License}\n    {library.Copyright}\n");
        }

        foreach (var license in libraries.Select(l => l.License).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{new string('-', 100)}\n{license}\n\n{RepositoryRoot.Read($"build/licenses/{license}.txt").Trim('\n')}\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IReadOnlyList<Library> Libraries() =>
    [
        .. new[] { "ConnectorBuild.Tool", "ConnectorBuild.Tasks", "ConnectorBuild.ScriptRunner" }.SelectMany(Restored)
            .DistinctBy(l => (l.Name, l.Version)).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static IEnumerable<Library> Restored(string project)
    {
        var assets = JsonNode.Parse(RepositoryRoot.Read($"src/{project}/obj/project.assets.json"))!;
        var root = assets["packageFolders"]!.AsObject().First().Key;
        return assets["targets"]!.AsObject().First(t => !t.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject()
            .Where(l => l.Value!["type"]!.ToString() == "package" && HasFiles(l.Value["runtime"]))
            .Select(l => Library.Read(root, l.Key));
    }

    private static bool HasFiles(JsonNode? runtime) => runtime is JsonObject files && files.Any(f => !f.Key.EndsWith("_._", StringComparison.Ordinal));

    private sealed record Library(string Name, string Version, string License, string Copyright)
    {
        public static Library Read(string root, string key)
        {
            var (name, version) = (key.Split('/')[0], key.Split('/')[1]);
            var folder = Path.Combine(root, name.ToLowerInvariant(), version);
            var metadata = XDocument.Load(Path.Combine(folder, name.ToLowerInvariant() + ".nuspec")).Root!.Elements().First();
            return new Library(name, version, LicenseOf(folder, metadata), Member(metadata, "copyright") ?? $"Copyright (c) {Member(metadata, "authors")}");
        }

        private static string LicenseOf(string folder, XElement metadata)
        {
            var license = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "license");
            return (string?)license?.Attribute("type") switch
            {
                "expression" => license!.Value,
                "file" when System.IO.File.ReadAllText(Path.Combine(folder, license!.Value)).Contains("MIT", StringComparison.Ordinal) => "MIT",
                null when Addresses.TryGetValue(Member(metadata, "licenseUrl") ?? "", out var known) => known,
                _ => throw new InvalidOperationException($"{folder}: the licence is not known."),
            };
        }

        private static string? Member(XElement metadata, string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();
    }
}
