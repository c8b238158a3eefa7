using System.Text.Json.Nodes;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A solution project with two connectors: every command works on both.</summary>
public sealed class SolutionOfSeveralTests : ToolRun
{
    public SolutionOfSeveralTests()
    {
        Write("other/apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", "Other", StringComparison.Ordinal));
        Write("other/apiProperties.json", Contoso.Properties);
        DescribeBoth("Solution");
    }

    private void DescribeBoth(string route)
    {
        Describe(p => p with { Environments = [], EnvironmentName = null });
        File.Copy(Description, At("obj/a.connector.json"), overwrite: true);
        Describe(p => p with
        {
            Environments = [],
            EnvironmentName = null,
            ProjectName = "Other",
            DefinitionFile = At("other/apiDefinition.swagger.json"),
            PropertiesFile = At("other/apiProperties.json"),
        });
        File.Copy(Description, At("obj/b.connector.json"), overwrite: true);
        Describe(p => p with
        {
            ProjectName = "Both",
            DefinitionFile = null,
            PropertiesFile = null,
            ConnectorProjects = [At("obj/a.connector.json"), At("obj/b.connector.json")],
            Environments = [new DeploymentEnvironment { Name = "local", Route = route }],
        });
    }

    [Theory]
    [InlineData("Solution")]
    [InlineData("Direct")]
    public async Task PlanAndDeploy_ApprovedPlanOfBoth_IsAppliedOnce(string route)
    {
        DescribeBoth(route);
        var (planned, plan) = await RunAsync("plan", Description, "--out", At("plan.json"), "--markdown", At("plan.md"), "--detailed-exitcode");
        Assert.True(planned == 2, plan);
        Assert.Contains("contoso\\_azureresourcemanager", Read("plan.md"), StringComparison.Ordinal);
        Assert.Contains("contoso\\_other", Read("plan.md"), StringComparison.Ordinal);

        var (exit, output) = await RunAsync("deploy", Description, "--plan", At("plan.json"));

        Assert.True(exit == 0, output);
        (exit, output) = await RunAsync("deploy", Description, "--plan", At("plan.json"));
        Assert.True(exit == 0 && output.Split("nothing to do)").Length == 3, output);
        Assert.Equal(0, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
    }

    [Fact]
    public async Task Deploy_SecondOfBothChanged_SaysWhatTheImportTakesFromTheFirstAndLeavesNothingToDo()
    {
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);
        Write("other/apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        var (planned, plan) = await RunAsync("plan", Description, "--out", At("plan.json"), "--markdown", At("plan.md"));

        Assert.True(planned == 0, plan);
        Assert.Contains("because an import clears the connector's current client secret", plan, StringComparison.Ordinal);
        Assert.Contains("as the import for connector 'contoso_other' brings it before", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("by the import for connector", plan, StringComparison.Ordinal);
        Assert.Contains("<br>the connector differs in displayname, openapidefinition", Read("plan.md"), StringComparison.Ordinal);
        var (exit, output) = await RunAsync("deploy", Description, "--plan", At("plan.json"));
        Assert.True(exit == 0, output);
        Assert.Equal(2, output.Split("sign-in        proved").Length - 1);
        Assert.Equal(0, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
    }

    [Theory]
    [InlineData("Solution")]
    [InlineData("Direct")]
    public async Task Deploy_SecondOfBothIsBlocked_ChangesNothingOfEither(string route)
    {
        Write(
            "other/apiProperties.json",
            Contoso.Properties.Replace("management.core.windows.net", "not-in-the-tenant.microsoft.com", StringComparison.Ordinal));
        DescribeBoth(route);

        var (exit, output) = await RunAsync("deploy", Description);

        Assert.True(exit == 1 && output.Contains("error CB7101", StringComparison.Ordinal), output);
        Assert.DoesNotContain("  done ", output, StringComparison.Ordinal);
        Assert.Contains("solution           none named", (await RunAsync("plan", Description)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotateSecret_SecondOfBothIsBlocked_MintsNone()
    {
        DescribeBoth("Direct");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);
        Write(
            "other/apiProperties.json",
            Contoso.Properties.Replace("management.core.windows.net", "not-in-the-tenant.microsoft.com", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("rotate-secret", Description);

        Assert.True(exit == 1 && output.Contains("error CB7101", StringComparison.Ordinal), output);
        Assert.DoesNotContain("  done ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WarningInAFileOfEither_SaysWhose()
    {
        Write(
            "other/apiProperties.json",
            Contoso.Properties.Replace(
                "\"IsFirstParty\"", "\"clientSecret\":\"h7Tq2Lm9Vx4Bn8Rz\",\"IsFirstParty\"", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("package", Description, "--output", At("out"));

        Assert.True(exit == 0, output);
        var warnings = output.Split('\n').Where(l => l.Contains(": warning CB", StringComparison.Ordinal)).ToList();
        Assert.Contains(
            warnings,
            l => l.Contains("/other/apiProperties.json(1,", StringComparison.Ordinal) && l.Contains("CB3201", StringComparison.Ordinal));
        Assert.DoesNotContain(warnings, l => l.StartsWith("api", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Package_ErrorInAFileOfEither_SaysWhose()
    {
        Write("other/apiDefinition.swagger.json", "{");

        var (exit, output) = await RunAsync("package", Description, "--output", At("out"));

        Assert.True(exit == 1 && output.Contains("/other/apiDefinition.swagger.json(", StringComparison.Ordinal), output);
        Assert.False(Directory.Exists(At("out")));
    }

    private Task ReferAsync(string connector) => DataverseClientOfTests.UseAsync(State, Clock, async (http, api) =>
    {
        var stop = TestContext.Current.CancellationToken;
        var row = Assert.Single(
            JsonNode.Parse(
                await http.GetStringAsync(
                    $"{api}connectors?$select=connectorid,connectorinternalid&$filter=name eq '{connector}'",
                    stop))!["value"]!.AsArray())!;
        using var reference = new StringContent(
            new JsonObject
            {
                ["connectionreferencelogicalname"] = "contoso_flow",
                ["connectionreferencedisplayname"] = "Of the nightly flow",
                ["connectorid"] = $"/providers/Microsoft.PowerApps/apis/{row["connectorinternalid"]}",
            }.ToJsonString(),
            System.Text.Encoding.UTF8,
            "application/json");
        using var answer = await http.PostAsync($"{api}connectionreferences", reference, stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("--json")]
    public async Task Retire_SecondOfBothIsUsedByAFlow_RemovesNeither(string? option)
    {
        string[] options = option is null ? [] : [option];
        DescribeBoth("Direct");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);
        await ReferAsync("contoso_other");

        var (exit, output) = await RunAsync(["retire", Description, "--yes", .. options]);

        Assert.True(exit == 1 && output.Contains("error CB8204", StringComparison.Ordinal), output);
        Assert.DoesNotContain("  done ", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
        (exit, output) = await RunAsync(["retire", Description, .. options]);
        Assert.True(
            exit == 1 && output.Contains("error CB8204", StringComparison.Ordinal)
                && output.Contains("contoso_azureresourcemanager", StringComparison.Ordinal),
            output);
    }

    [Fact]
    public async Task DeployPlan_OneOfBothMovedSince_ChangesNothingOfEither()
    {
        await RunAsync("plan", Description, "--out", At("plan.json"));
        Write(
            "other/apiDefinition.swagger.json",
            Contoso.Definition.Replace("Azure Resource Manager", "Other", StringComparison.Ordinal)
                .Replace("List subscriptions", "List all", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("deploy", Description, "--plan", At("plan.json"));

        Assert.True(exit == 1 && output.Contains("error CB9105", StringComparison.Ordinal), output);
        Assert.DoesNotContain("done ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusRotateAndRetire_OfBoth_SpeakOfBoth()
    {
        DescribeBoth("Direct");
        Assert.Equal(2, (await RunAsync("status", Description, "--detailed-exitcode")).Exit);
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, status) = await RunAsync("status", Description, "--detailed-exitcode", "--json");
        Assert.True(exit == 0, status);
        Assert.Equal(
            ["contoso_azureresourcemanager", "contoso_other"],
            JsonNode.Parse(status[status.IndexOf("\n{", StringComparison.Ordinal)..])!["connectors"]!.AsArray()
                .Select(c => (string?)c!["connector"]!["name"]));
        var (loaded, download) = await RunAsync("download", Description);
        Assert.True(loaded == 0 && download.Split("the files are as the environment is").Length == 3, download);
        var (rotated, rotation) = await RunAsync("rotate-secret", Description);
        Assert.True(rotated == 0 && rotation.Split("add client secret").Length == 3, rotation);
        Assert.Equal(2, (await RunAsync("reply-urls", Description)).Output.Split("1 reply URL, 0 without connector").Length - 1);
        Assert.Equal(0, (await RunAsync("retire", Description, "--yes")).Exit);
        Assert.Equal(2, (await RunAsync("plan", Description, "--detailed-exitcode")).Output.Split("+ create connector").Length - 1);
    }
}
