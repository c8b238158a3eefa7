using System.Text.Json.Nodes;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What was changed in an environment is shown, and taken into the files when that is asked for.</summary>
public sealed class DownloadTests : EditedConnectorRun
{
    private const string Script = "public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync() "
        + "=> Context.SendAsync(Context.Request, CancellationToken);\n}\n";

    private static readonly byte[] Icon = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private Task<string> DownloadAsync(params string[] options) => SucceedAsync(["download", Description, .. options]);

    [Fact]
    public async Task Download_WithoutForce_ShowsDifferencesAndFilesAndWritesNothing()
    {
        await SucceedAsync("deploy", Description);
        await EditAsync(
            ("openapidefinition", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal)),
            ("iconblob", Convert.ToBase64String(Icon)));

        var shown = await DownloadAsync();

        Assert.Contains("'All subscriptions'", shown, StringComparison.Ordinal);
        Assert.Contains("icon is written", shown, StringComparison.Ordinal);
        Assert.Contains($"  would write {At("apiDefinition.swagger.json")}; --force does", shown, StringComparison.Ordinal);
        Assert.Contains($"  would write {At("icon.png")}; --force does", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("CB6304", shown, StringComparison.Ordinal);
        Assert.Equal(Contoso.Definition, Read("apiDefinition.swagger.json"));
        Assert.False(File.Exists(At("icon.png")));

        var written = await DownloadAsync("--force");
        Assert.Contains($"  wrote {At("icon.png")}", written, StringComparison.Ordinal);
        Assert.Equal(Icon, File.ReadAllBytes(At("icon.png")));
        Describe(p => p with { IconFile = At("icon.png") });
        var after = await DownloadAsync();
        Assert.DoesNotContain("  ~ ", after, StringComparison.Ordinal);
        Assert.Contains("the files are as the environment is", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_SolutionOfTwo_ShowsTheDifferencesOfBoth()
    {
        Write("other/apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", "Other", StringComparison.Ordinal));
        Write("other/apiProperties.json", Contoso.Properties);
        Describe(p => p with { Environments = [], EnvironmentName = null });
        File.Copy(Description, At("obj/a.connector.json"));
        Describe(p => p with
        {
            Environments = [], EnvironmentName = null, ProjectName = "Other", ProjectDirectory = At("other"),
            DefinitionFile = At("other/apiDefinition.swagger.json"), PropertiesFile = At("other/apiProperties.json"),
        });
        File.Copy(Description, At("obj/b.connector.json"));
        Describe(
            p => p with { ProjectName = "Both", DefinitionFile = null, PropertiesFile = null, ConnectorProjects = [At("obj/a.connector.json"), At("obj/b.connector.json")] });
        await SucceedAsync("deploy", Description);
        foreach (var name in new[] { "apiDefinition.swagger.json", "other/apiDefinition.swagger.json" })
        {
            Write(name, Read(name).Replace("List subscriptions", "Mine", StringComparison.Ordinal));
        }

        var shown = await DownloadAsync();

        Assert.Contains($"would write {At("apiDefinition.swagger.json")}", shown, StringComparison.Ordinal);
        Assert.Contains($"would write {At("other/apiDefinition.swagger.json")}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_CustomCodeThatTheEnvironmentHasNoMore_IsRemovedOnlyByForce()
    {
        Write("script.csx", Script);
        Write(
            "apiProperties.json",
            Contoso.Properties.Replace(
                "\"capabilities\":[]", "\"capabilities\":[],\"scriptOperations\":[\"ListSubscriptions\"]", StringComparison.Ordinal));
        Describe(p => p with { ScriptFile = At("script.csx") });
        await SucceedAsync("deploy", Description);
        await EditAsync(("customcodeblobcontent", null), ("scriptoperations", null));

        var shown = await DownloadAsync();
        Assert.Contains($"  would remove {At("script.csx")}; --force does", shown, StringComparison.Ordinal);
        Assert.True(File.Exists(At("script.csx")));

        var written = await DownloadAsync("--force");
        Assert.Contains($"  removed {At("script.csx")}", written, StringComparison.Ordinal);
        Assert.False(File.Exists(At("script.csx")));
        Describe();
        var plan = await SucceedAsync("plan", Description);
        Assert.DoesNotContain("blocked", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_IconThatTheEnvironmentHasNot_StaysAndIsSaid()
    {
        await SucceedAsync("deploy", Description);
        File.WriteAllBytes(At("icon.png"), Icon);
        Describe(p => p with { IconFile = At("icon.png") });

        var written = await DownloadAsync("--force");

        Assert.Contains("icon is removed", written, StringComparison.Ordinal);
        Assert.Contains("warning CB6309", written, StringComparison.Ordinal);
        Assert.True(File.Exists(At("icon.png")));
    }

    [Theory]
    [InlineData("Solution")]
    [InlineData("Direct")]
    public async Task Download_PortalEditWithAPatch_BuildsAndPlansNoDifference(string route)
    {
        Write("apiDefinition.local.json", """{"host":"local.contoso.com"}""");
        Describe(p => p with { Environments = [new DeploymentEnvironment { Name = "local", Route = route }] });
        await SucceedAsync("deploy", Description);
        await EditAsync(
            ("openapidefinition", Contoso.Definition.Replace(
                "List subscriptions", "All subscriptions",
                StringComparison.Ordinal).Replace("management.azure.com", "new.contoso.com", StringComparison.Ordinal)),
            ("policytemplateinstances", """[{"templateId":"setheader","title":"H","parameters":{"x-ms-apimTemplateParameter.name":"x","x-ms-apimTemplateParameter.value":"1","x-ms-apimTemplateParameter.existsAction":"override","x-ms-apimTemplate-policySection":"Request"}}]"""));

        await DownloadAsync("--force");

        var patch = JsonNode.Parse(Read("apiDefinition.local.json"))!.AsObject();
        Assert.Equal("new.contoso.com", (string?)patch["host"]);
        Assert.Contains("setheader", Read("apiProperties.json"), StringComparison.Ordinal);
        Assert.Equal(route == "Solution", Read("apiDefinition.swagger.json").Contains("All subscriptions", StringComparison.Ordinal));
        Assert.Equal(route == "Solution" ? 1 : 2, patch.Count);
        await SucceedAsync("package", Description, "--output", At("out"));
        Assert.Contains("the files are as the environment is", await DownloadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_YamlProject_ShowsDifferencesAndIsNotWritten()
    {
        await SucceedAsync("deploy", Description);
        Write("apiDefinition.swagger.yaml", Contoso.Definition.Replace("List subscriptions", "Mine", StringComparison.Ordinal));
        Describe(p => p with { DefinitionFile = At("apiDefinition.swagger.yaml") });

        var shown = await DownloadAsync();
        Assert.Contains("'List subscriptions'", shown, StringComparison.Ordinal);
        Assert.Contains("warning CB6301", shown, StringComparison.Ordinal);

        var (exit, refused) = await RunAsync("download", Description, "--force");
        Assert.Equal(1, exit);
        Assert.Contains("error CB6301", refused, StringComparison.Ordinal);
    }
}
