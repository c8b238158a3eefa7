using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A package that can be read, and that packaging would have refused to write: it is refused before anything is asked to change.</summary>
public sealed class UnsoundPackageTests : ToolRun
{
    private const string Secret = "TOPSECRET123";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Unsound => new()
    {
        { "definition cut off", "CB6216" },
        { "definition null", "CB6216" },
        { "definition is a list", "CB6216" },
        { "parameters nested deeply", "CB6216" },
        { "parameters with a name twice", "CB6216" },
        { "policies cut off", "CB6216" },
        { "version 1.x", "CB6203" },
        { "version 99999999999.1.0.0", "CB6203" },
        { "version 1.0.0-beta", "CB6203" },
        { "secret", "CB6213" },
        { "long name", "CB6205" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task PlanAndDeploy_UnsoundPackage_IsRefusedBeforeTheFirstWrite(string what, string code)
    {
        await MakeAsync(what);
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = State, Clock = Clock }, Stop);

        foreach (var command in new[] { "plan", "deploy" })
        {
            var (exit, said) = await RunAsync(command, Description, "--package", At("box/unsound.zip"));

            Assert.True(exit == 1 && said.Contains($"unsound.zip: error {code}: ", StringComparison.Ordinal), said);
            Assert.Contains("Nothing was changed.", said, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(cloud.Requests.Records, r => r.IsWrite);
    }

    [Fact]
    public async Task Unpack_NameThatNoFileCanHave_SaysThatItIsTooLong()
    {
        await MakeAsync("long name");

        var (exit, said) = await RunAsync("unpack", At("box/unsound.zip"));

        Assert.Equal(1, exit);
        Assert.Contains("warning CB6205", said, StringComparison.Ordinal);
        Assert.Matches("error CB6234: .* has 6[0-9][0-9] bytes, and file systems take 255", said);
        Assert.Equal(["unsound.zip"], Directory.EnumerateFileSystemEntries(At("box")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Unpack_PackageWithASecret_WarnsAndPackingItAgainIsRefused()
    {
        await MakeAsync("secret");

        var (exit, said) = await RunAsync("unpack", At("box/unsound.zip"));
        Assert.True(exit == 0 && said.Contains("warning CB6213", StringComparison.Ordinal), said);

        (exit, said) = await RunAsync("unpack", At("box/unsound"), "--output", At("box/again.zip"));
        Assert.True(exit == 1 && said.Contains("error CB6213", StringComparison.Ordinal), said);
        Assert.False(File.Exists(At("box/again.zip")));
    }

    private async Task MakeAsync(string what)
    {
        Assert.Equal(0, (await RunAsync("package", Description, "--output", At("good"))).Exit);
        Directory.CreateDirectory(At("box"));
        await File.WriteAllBytesAsync(At("box/unsound.zip"), Spoil(await File.ReadAllBytesAsync(At("good/ContosoConnectors.zip"), Stop), what), Stop);
        Describe(p => p with { Environments = [p.Environments[0] with { Route = "Solution" }] });
    }

    private static byte[] Spoil(byte[] zip, string what) => ZipChange.Of(zip, archive =>
    {
        switch (what.Split(' '))
        {
            case ["version", var version]:
                archive.Change(
                    "solution.xml",
                    t => t.Replace("<Version>1.0.0.0</Version>", $"<Version>{version}</Version>", StringComparison.Ordinal));
                break;
            case ["long", "name"]:
                archive.Change(
                    "customizations.xml",
                    t => t.Replace("<name>contoso_", "<name>contoso_" + new string('a', 580), StringComparison.Ordinal));
                foreach (var path in archive.Entries.Select(e => e.FullName).Where(n => n.StartsWith("Connector/", StringComparison.Ordinal)).ToList())
                {
                    var (text, longer) = (archive.Text(path), path.Replace("contoso_", "contoso_" + new string('a', 580), StringComparison.Ordinal));
                    archive.GetEntry(path)!.Delete();
                    archive.Add(longer, System.Text.Encoding.UTF8.GetBytes(text));
                    archive.Change("customizations.xml", t => t.Replace(path, longer, StringComparison.Ordinal));
                }

                break;
            case ["secret"]:
                archive.Change(
                    archive.Path("_connectionparameters.json"),
                    t => t.Replace(
                        "\"identityProvider\":", $"\"clientSecret\":\"{Secret}\",\"identityProvider\":", StringComparison.Ordinal));
                break;
            case ["policies", ..]:
                archive.Change(archive.Path("_policytemplateinstances.json"), _ => "[{");
                break;
            case ["parameters", "nested", ..]:
                archive.Change(archive.Path("_connectionparameters.json"), _ => new string('[', 200_000));
                break;
            case ["parameters", ..]:
                archive.Change(
                    archive.Path("_connectionparameters.json"),
                    t => t.Replace("\"token\":", "\"token\":{},\"token\":", StringComparison.Ordinal));
                break;
            default:
                archive.Change(
                    archive.Path("_openapidefinition.json"),
                    _ => what.EndsWith("null", StringComparison.Ordinal) ? "null" : what
                        .EndsWith("list", StringComparison.Ordinal) ? "[]" : "{\"swagger\":");
                break;
        }
    });
}
