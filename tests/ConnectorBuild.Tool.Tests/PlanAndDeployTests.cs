using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Exit codes and files of plan, status, deploy and retire.</summary>
public sealed class PlanAndDeployTests : ToolRun
{
    private void Rename() =>
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("ListSubscriptions", "GetSubscriptions", StringComparison.Ordinal));

    [Fact]
    public async Task DetailedExitCode_OfPlanAndStatus_Is2WhileThereIsSomethingToDoAndThen0()
    {
        Assert.Equal(2, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
        Assert.Equal(2, (await RunAsync("status", Description, "--detailed-exitcode")).Exit);
        Assert.Equal(0, (await RunAsync("plan", Description)).Exit);

        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        Assert.Equal(0, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
        Assert.Equal(0, (await RunAsync("status", Description, "--detailed-exitcode")).Exit);
    }

    [Fact]
    public async Task DeployPlan_OfAnApprovedFileTwice_HasNothingToDoTheSecondTime()
    {
        var (exit, said) = await RunAsync("plan", Description, "--out", At("approved/plan.json"));
        Assert.True(exit == 0, said);

        Assert.Equal(0, (await RunAsync("deploy", Description, "--plan", At("approved/plan.json"))).Exit);

        (exit, said) = await RunAsync("deploy", Description, "--plan", At("approved/plan.json"));
        Assert.Equal(0, exit);
        Assert.Contains("nothing to do)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployPlan_FileThatIsNotThere_Is1() =>
        Assert.Contains("error CB9102", (await RunAsync("deploy", Description, "--plan", At("none.json"))).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Plan_RenamedOperation_IsMarkedInConsoleJsonAndMarkdown()
    {
        await RunAsync("deploy", Description);
        Rename();

        var console = (await RunAsync("plan", Description, "--markdown", At("plan.md"))).Output;
        var json = (await RunAsync("plan", Description, "--json")).Output;

        Assert.Contains("! operation 'ListSubscriptions' is renamed to 'GetSubscriptions'", console, StringComparison.Ordinal);
        Assert.Contains("warning CB9101", console, StringComparison.Ordinal);
        Assert.Contains("| **breaks** | operation 'ListSubscriptions' | is renamed to 'GetSubscriptions'", Read("plan.md"), StringComparison.Ordinal);
        var document = JsonOf(json);
        var difference = document["steps"]!.AsArray().SelectMany(s => s!["differences"]!.AsArray()).First()!;
        Assert.Equal(("breaking", "operation 'ListSubscriptions'"), ((string?)difference["impact"], (string?)difference["subject"]));
    }

    // What somebody does in the portal, as a request to the cloud of the tests' project.
    private Task EditAsync(string column, Func<string, string> edit) => DataverseClientOfTests.UseAsync(State, Clock, async (http, api) =>
    {
        var stop = TestContext.Current.CancellationToken;
        var rows = JsonNode.Parse(await http.GetStringAsync($"{api}connectors?$select=connectorid,{column}", stop))!["value"]!.AsArray();
        var row = Assert.Single(rows)!;
        using var patch = new StringContent(
            new JsonObject { [column] = edit((string)row[column]!) }.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PatchAsync($"{api}connectors({row["connectorid"]})", patch, stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
    });

    [Fact]
    public async Task PlanAndStatus_EditedInThePortal_ShowTheEditAsDriftFieldByField()
    {
        const string Edit = "operation 'ListSubscriptions' summary 'List subscriptions' becomes 'Edited by hand'";
        await RunAsync("deploy", Description);
        await EditAsync("openapidefinition", text => text.Replace("List subscriptions", "Edited by hand", StringComparison.Ordinal));

        var (exit, plan) = await RunAsync("plan", Description, "--markdown", At("plan.md"));
        Assert.Equal(1, exit);
        Assert.Contains($"  ~ drift  {Edit}", plan, StringComparison.Ordinal);
        Assert.Contains("error CB9008", plan, StringComparison.Ordinal);
        Assert.Contains("Drift", Read("plan.md"), StringComparison.Ordinal);

        (exit, plan) = await RunAsync("plan", Description, "--json");
        Assert.Equal(1, exit);
        var document = JsonOf(plan);
        Assert.Equal(Edit, $"{document["drift"]![0]!["subject"]} {document["drift"]![0]!["text"]}");
        Assert.Equal("CB9008", (string?)document["errors"]![0]!["id"]);

        (exit, var status) = await RunAsync("status", Description, "--detailed-exitcode");
        Assert.Equal(2, exit);
        Assert.Contains($"  ~ drift  {Edit}", status, StringComparison.Ordinal);
        Assert.Contains("warning CB9008", status, StringComparison.Ordinal);
        Assert.DoesNotContain("error CB9008", status, StringComparison.Ordinal);
        Assert.Contains("drift, 3 changes pending, blocked by CB9008)", status, StringComparison.Ordinal);
        (exit, status) = await RunAsync("status", Description, "--json");
        Assert.Equal(0, exit);
        document = JsonOf(status);
        Assert.Equal("warning", (string?)Assert.Single(document["diagnostics"]!.AsArray(), d => (string?)d!["id"] == "CB9008")!["severity"]);
        Assert.True((bool?)document["isBlocked"]);
        Assert.Null(document["errors"]);
    }

    [Fact]
    public async Task Status_BlockedByAnError_ShowsItAndIs1()
    {
        Write(
            "apiProperties.json",
            Contoso.Properties.Replace("management.core.windows.net", "not-in-the-tenant.microsoft.com", StringComparison.Ordinal));

        var (exit, said) = await RunAsync("status", Description, "--detailed-exitcode", "--report", At("status.md"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB7101", said, StringComparison.Ordinal);
        Assert.Contains("blocked by CB7101", said, StringComparison.Ordinal);
        Assert.DoesNotContain("as the project says", said, StringComparison.Ordinal);
        Assert.Contains("error CB7101", Read("status.md"), StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("status", Description)).Exit);
        var document = JsonOf((await RunAsync("status", Description, "--json")).Output);
        Assert.Equal("CB7101", (string?)document["errors"]![0]!["id"]);
        Assert.True((bool?)document["isBlocked"]);
    }

    [Fact]
    public async Task Retire_WithoutYes_ChangesNothingAndWithItIsDone()
    {
        await RunAsync("deploy", Description);

        Assert.Equal(2, (await RunAsync("retire", Description, "--detailed-exitcode")).Exit);
        Assert.Equal(0, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
        var (exit, said) = await RunAsync("retire", Description, "--yes");

        Assert.True(exit == 0, said);
        Assert.Contains("is gone", said, StringComparison.Ordinal);
        Assert.Contains("apps are never deleted", said, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("plan", Description, "--detailed-exitcode")).Exit);
    }

    [Fact]
    public async Task Plan_Verbose_NamesTheWayOfTheSignIn()
    {
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions(), TestContext.Current.CancellationToken);
        var prefix = $"T{Guid.NewGuid():N}".ToUpperInvariant();
        Describe(p => p with
        {
            EnvironmentName = "dev",
            Environments =
            [
                new DeploymentEnvironment
                {
                    Name = "dev",
                    Url = cloud.Environments["local"].Url,
                    TenantId = cloud.Tenants["local"].TenantId,
                    AuthorityHost = cloud.AuthorityHost,
                    GraphUrl = cloud.GraphUrl,
                    TrustedCertificate = cloud.CertificateFile,
                    EntraCredential = $"Environment:{prefix}",
                    DataverseCredential = $"Environment:{prefix}",
                },
            ],
        });
        Environment.SetEnvironmentVariable($"{prefix}_CLIENT_ID", cloud.Deployer.ClientId);
        Environment.SetEnvironmentVariable($"{prefix}_CLIENT_SECRET", cloud.Deployer.ClientSecret);
        try
        {
            var said = (await RunAsync("plan", Description, "--verbose")).Output;

            Assert.Contains(
                $"signing in to Entra and Dataverse by Environment ({prefix}_CLIENT_ID, {prefix}_CLIENT_SECRET)", said,
                StringComparison.Ordinal);
            Assert.Matches($"Signed in to Dataverse as .* by Environment \\({prefix}_CLIENT_ID", said);
        }
        finally
        {
            Environment.SetEnvironmentVariable($"{prefix}_CLIENT_ID", null);
            Environment.SetEnvironmentVariable($"{prefix}_CLIENT_SECRET", null);
        }
    }

    [Fact]
    public async Task Plan_ProjectThatMSBuildCannotRead_EndsItsSentence()
    {
        Write("Broken.csproj", """<Project><Target Name="WriteConnectorProject"><Error Text="There is no key; write one" /></Target></Project>""");

        var (exit, said) = await RunAsync("plan", At("Broken.csproj"));

        Assert.Equal(1, exit);
        Assert.Matches(@"error CB9013: .*[.?!] Nothing was changed\.", said);
    }

    [Fact]
    public async Task Deploy_ForAPerson_BreaksNoAddress()
    {
        var (exit, said) = await RunAsync(isInteractive: true, "deploy", Description);

        Assert.True(exit == 0, said);
        Assert.Matches(@"  redirect URL   https://global\.consent\.azure-apim\.net/redirect/[a-z0-9-]{50,}\r?\n", said);
        Assert.Single(said.Split('\n'), l => l.TrimEnd() == "Applying");
    }

    [Fact]
    public async Task Plan_ProjectWithAnErrorOfOurs_ShowsItAsItIs()
    {
        Write("Broken.csproj", """<Project><Target Name="WriteConnectorProject"><Error Code="CB6102" File="Broken.csproj" Text="There is no environment 'nope'; write another" /></Target></Project>""");

        var (exit, said) = await RunAsync("plan", At("Broken.csproj"), "-e", "nope", "--json");

        Assert.Equal(1, exit);
        Assert.Contains("Broken.csproj: error CB6102: There is no environment 'nope'; write another\n", said, StringComparison.Ordinal);
        Assert.Contains("\"CB6102\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("CB9013", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployJson_AppOfAnotherTeam_HasTheWarningThatWasPrinted()
    {
        var made = JsonOf((await RunAsync("deploy", Description, "--json")).Output);
        var variable = $"CONNECTORBUILD_TEST_{Guid.NewGuid():N}";
        await using (var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { StateFile = State }, TestContext.Current.CancellationToken))
        {
            Environment.SetEnvironmentVariable(variable, cloud.FindConnectorSecret("local", (string)made["connector"]!["id"]!));
        }

        try
        {
            Describe(p => p with
            {
                ConnectorName = "Other",
                ClientSecretEnvironmentVariable = variable,
                Environments = [p.Environments[0] with { EntraMode = "Verify", ClientId = (string?)made["application"]!["clientId"] }],
            });

            var (exit, said) = await RunAsync("deploy", Description, "--json");

            Assert.True(exit == 3, said);
            Assert.Contains(JsonOf(said)["diagnostics"]!.AsArray(), d => (string?)d!["id"] == "CB7401");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private static JsonNode JsonOf(string output) =>
        JsonNode.Parse(output[output.IndexOf("\n{", StringComparison.Ordinal)..(output.LastIndexOf("\n}", StringComparison.Ordinal) + 2)])!;

    [Fact]
    public async Task WrongUsage_Is64() => Assert.Equal(64, (await RunAsync("retire", Description, "--no-such-option")).Exit);
}
