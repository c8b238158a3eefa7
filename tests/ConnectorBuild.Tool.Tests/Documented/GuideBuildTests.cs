using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>
/// The other <c>dotnet</c> lines of the guides start builds, so that they are run where builds are tested (ConnectorBuild.Sdk.Tests). Here
/// their paths, properties, targets, options and packages must exist, and each must be of a form for which such a test is named.
/// </summary>
public sealed partial class GuideBuildTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(RepositoryRoot.Read("build/ConnectorBuild.Sdk.buildschema.json")).RootElement;

    /// <summary>The forms, and the test that runs each.</summary>
    private static readonly (string Form, string Test)[] Forms =
    [
        (@"^build( \S+)?( -t:PlanConnector -p:ConnectorEnvironment=\w+)?$", "ReadmeTests, PublishTests, LocalCloudTests"),
        (@"^build -(v:q|bl|p:\S+)$", "BuildTests"),
        (@"^watch build$", "BuildTests"),
        (@"^publish( \S+)?( -o \S+)?( -p:Connector\w+=\S+)*( -tl:off)?$", "ReadmeTests, PublishTests, SolutionTests, OrdersApiTests, WebApiTests"),
        (@"^pack src/ConnectorBuild\.\w+ -o \S+$", "PackedSdk packs for every test; PackageContentTests, ToolPackageTests"),
        (@"^pack (src/ConnectorBuild\.Tool|build/\w+\.proj) (-p:\S+ )?-o \S+$", "ToolPackageTests"),
        (@"^new install ConnectorBuild\.Templates( .*)?$", "TemplateTests"),
        (@"^new connector(-solution)?( .*)?$", "TemplateTests"),
        (@"^tool (install|restore|update|exec|run)\b.*$|^tool install.*$|^new tool-manifest$|^nuget add source .*$", "ToolPackageTests"),
        (@"^(test|run|stryker)\b.*$", "the test run itself, and the exhaustive runs that CONTRIBUTING.md lists"),
    ];

    private static IEnumerable<CommandLine> Lines => CommandLine.All.Where(c => c.Arguments is null);

    [Fact]
    public void Forms_OfAllGuides_HaveATest() =>
        AssertNone(Lines.Where(l => !Forms.Any(f => Regex.IsMatch(string.Join(' ', l.Words), f.Form))));

    [Fact]
    public void Paths_OfAllGuides_Exist() => AssertNone(Lines.Where(l => l.Words.Any(
        w => Repository().IsMatch(w) && !File.Exists(RepositoryRoot.PathOf(w)) && !Directory.Exists(RepositoryRoot.PathOf(w)))));

    [Fact]
    public void PropertiesAndTargets_OfAllGuides_Exist()
    {
        string[] others = ["ConnectorToolRuntimes", "ConnectorToolLinker", "Configuration", "Version", "RunAnalyzers"];
        var unknown = Lines.Where(l => l.Words.Any(w =>
            (Property().Match(w) is { Success: true } p && !Schema.GetProperty("properties").TryGetProperty(p.Groups[1].Value, out _)
                && !others.Contains(p.Groups[1].Value))
            || (Target().Match(w) is { Success: true } t && !Schema.GetProperty("targets").TryGetProperty(t.Groups[1].Value, out _))));

        AssertNone(unknown);
    }

    [Fact]
    public void TemplateOptions_OfAllGuides_Exist()
    {
        var host = JsonDocument.Parse(
            RepositoryRoot.Read("src/ConnectorBuild.Templates/content/connector/.template.config/dotnetcli.host.json")).RootElement;
        var options = host.GetProperty("symbolInfo").EnumerateObject().Select(s => "--" + s.Value.GetProperty("longName").GetString()).ToHashSet();
        options.UnionWith(["-n", "-o", "--force"]);
        var unknown = Lines.Where(l => l.Words is ["new", "connector" or "connector-solution", ..]
            && l.Words.Any(w => w.StartsWith('-') && !options.Contains(w)));

        AssertNone(unknown);
    }

    private static void AssertNone(IEnumerable<CommandLine> lines)
    {
        var said = string.Join('\n', lines);
        Assert.True(said.Length == 0, said);
    }

    [GeneratedRegex(@"^(?:samples|src/ConnectorBuild|tests|build)(?:/|\.|$)|^Tasks\.sln$")]
    private static partial Regex Repository();

    [GeneratedRegex(@"^-p:(\w+)=")]
    private static partial Regex Property();

    [GeneratedRegex(@"^-t:(\w+)")]
    private static partial Regex Target();
}
