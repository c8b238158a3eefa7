using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Tests;
using ConnectorBuild.Tool.Pipelines;
using YamlDotNet.RepresentationModel;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Pipelines: their structure is one that the CI systems take, and their commands run against the local cloud.</summary>
public sealed partial class PipelineTests : ToolRun
{
    // The keys that each CI system takes where the pipeline has any. GitHub's own parser reads the sample in ConnectorBuild.Clients.Tests;
    // of Azure Pipelines, whose schema is in no package, these are keys of service-schema.json of microsoft/azure-pipelines-vscode.
    private static readonly Dictionary<string, string[]> GitHubKeys = new()
    {
        [""] = ["name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"],
        ["job"] = ["name", "permissions", "needs", "if", "runs-on", "environment", "concurrency", "outputs", "env", "defaults", "steps", "timeout-minutes", "strategy", "continue-on-error", "container", "services"],
        ["step"] = ["id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env", "continue-on-error", "timeout-minutes"],
    };

    private static readonly Dictionary<string, string[]> AzureKeys = new()
    {
        [""] = ["name", "trigger", "pr", "schedules", "variables", "pool", "stages", "parameters", "resources", "lockBehavior"],
        ["stage"] = ["stage", "displayName", "dependsOn", "condition", "variables", "jobs", "pool", "lockBehavior"],
        ["job"] = ["job", "deployment", "displayName", "dependsOn", "condition", "strategy", "environment", "pool", "variables", "steps", "timeoutInMinutes"],
        ["step"] = ["script", "bash", "task", "name", "inputs", "env", "checkout", "publish", "artifact", "download", "displayName", "condition", "continueOnError"],
    };

    private void DescribeThree() => Describe(p => p with
    {
        Environments =
        [
            new DeploymentEnvironment { Name = "local" },
            new DeploymentEnvironment { Name = "dev", Url = "https://contoso-dev.crm4.dynamics.com", TenantId = "11111111-2222-4333-8444-555555555555" },
            new DeploymentEnvironment { Name = "pre-prod", Url = "https://contoso.crm4.dynamics.com", TenantId = "11111111-2222-4333-8444-555555555555", Managed = true },
        ],
    });

    [Fact]
    public async Task GitHub_ThreeEnvironments_HasTheKeysAndTheOrderOfAWorkflow()
    {
        DescribeThree();

        var (exit, said) = await RunAsync("pipeline", "github", Description, "-o", At("connector.yml"));

        Assert.True(exit == 0, said);
        Assert.Contains("--id CLIENT_ID --parameters '{ \"name\": \"github-pre-prod\"", said, StringComparison.Ordinal);
        Assert.Contains("\"PREFIX:environment:pre-prod\"", said, StringComparison.Ordinal);
        Assert.Contains("--id PLAN_CLIENT_ID --parameters '{ \"name\": \"github-main\"", said, StringComparison.Ordinal);
        var root = Parse("connector.yml");
        AssertKeys(root, GitHubKeys[""]);
        var jobs = (YamlMappingNode)root["jobs"];
        Assert.Equal(
            ["validate", "plan", "package", "plan-dev", "deploy-dev", "plan-pre-prod", "deploy-pre-prod"],
            jobs.Children.Keys.Select(k => k.ToString()));
        Assert.Equal(
            ["validate", "validate", "package", "plan-dev", "[ plan-dev, deploy-dev ]", "plan-pre-prod"],
            jobs.Children.Values.Skip(1).Select(j => j["needs"].ToString()));
        Assert.Equal(
            ["deploy-dev", "deploy-pre-prod"],
            jobs.Children.Where(j => ((YamlMappingNode)j.Value).Children.ContainsKey("environment")).Select(j => j.Key.ToString()));
        foreach (var job in jobs.Children.Values.Cast<YamlMappingNode>())
        {
            AssertKeys(job, GitHubKeys["job"]);
            foreach (var step in ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>())
            {
                AssertKeys(step, GitHubKeys["step"]);
                Assert.True(step.Children.ContainsKey("uses") ^ step.Children.ContainsKey("run"), step.ToString());
            }
        }

        Assert.Contains(
            "--environment pre-prod --package package/ContosoConnectors_managed.zip --plan pre-prod.plan.json",
            Read("connector.yml"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("--environment dev --package", Read("connector.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AzureDevOps_ThreeEnvironments_HasTheKeysAndTheOrderOfAPipeline()
    {
        DescribeThree();

        var (exit, said) = await RunAsync("pipeline", "azure-devops", Description, "-o", At("azure-pipelines.yml"));

        Assert.True(exit == 0, said);
        var root = Parse("azure-pipelines.yml");
        AssertKeys(root, AzureKeys[""]);
        var stages = ((YamlSequenceNode)root["stages"]).Cast<YamlMappingNode>().ToList();
        Assert.Equal(
            ["validate", "plan", "package", "plan_dev", "deploy_dev", "plan_pre_prod", "deploy_pre_prod"],
            stages.Select(s => s["stage"].ToString()));
        foreach (var stage in stages)
        {
            AssertKeys(stage, AzureKeys["stage"]);
            foreach (var job in ((YamlSequenceNode)stage["jobs"]).Cast<YamlMappingNode>())
            {
                AssertKeys(job, AzureKeys["job"]);
                var steps = job.Children.ContainsKey("steps") ? job["steps"] : job["strategy"]["runOnce"]["deploy"]["steps"];
                Assert.All(((YamlSequenceNode)steps).Cast<YamlMappingNode>(), s => AssertKeys(s, AzureKeys["step"]));
            }
        }
    }

    [Theory]
    [InlineData("github")]
    [InlineData("azure-devops")]
    public async Task Commands_OfThePipeline_RunAgainstTheLocalCloud(string system)
    {
        // The same text, with an environment that is here.
        var facts = new PipelineFacts(
            Description, "ContosoConnectors", [new PipelineEnvironment("local", IsManaged: false, IsImport: true)], HasLocal: true);
        var text = system == "github" ? GitHubPipeline.Write(facts, "1.0.0") : AzurePipeline.Write(facts, "1.0.0");
        var commands = Commands().Matches(text).Select(m => m.Groups["arguments"].Value
            .Replace("${{ matrix.environment }}", "local", StringComparison.Ordinal)
            .Replace("$(Pipeline.Workspace)/plan_local/", "", StringComparison.Ordinal)
            .Replace("$(Pipeline.Workspace)/package", "package", StringComparison.Ordinal)).ToList();

        // Two validations, the proof, two plans, the package, the deployment.
        Assert.Equal(7, commands.Count);
        string[] files = ["package", "plan.md", "connector.sarif", "local.plan.json", "local.report.html"];
        foreach (var command in commands)
        {
            var arguments = command.Split(' ').Select(
                (a, i) => i > 0 && (a.StartsWith("package/", StringComparison.Ordinal) || files.Contains(a)) ? At(a) : a).ToArray();
            var (exit, said) = await RunAsync(arguments);
            Assert.True(exit == (arguments.Contains("--detailed-exitcode") ? ExitCode.Pending : ExitCode.Done), $"{command}\n{said}");
        }

        Assert.Contains("local", Read("plan.md"), StringComparison.Ordinal);
        Assert.Contains("made and verified", Read("local.report.html"), StringComparison.Ordinal);
        Assert.True(File.Exists(At("package/ContosoConnectors.zip")));
    }

    [Fact]
    public async Task Plan_OfAnIdentityThatOnlyReads_IsAppliedByTheOneThatDeploys()
    {
        const string Reader = "Application.Read.All";
        const string Deployer = "Application.ReadWrite.OwnedBy";
        await RunAsync("plan", Description);

        // The first deployment, and a change.
        foreach (var summary in new[] { "List subscriptions", "List all subscriptions" })
        {
            Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", summary, StringComparison.Ordinal));
            GiveTheDeploymentIdentity(Reader);
            var planned = await RunAsync("plan", Description, "--out", At("plan.json"), "--detailed-exitcode");
            GiveTheDeploymentIdentity(Deployer);
            var deployed = await RunAsync("deploy", Description, "--plan", At("plan.json"));

            Assert.True(planned.Exit == ExitCode.Pending, planned.Output);
            Assert.True(deployed.Exit == ExitCode.Done, deployed.Output);
            Assert.Contains(" made and verified", deployed.Output, StringComparison.Ordinal);
        }
    }

    // The local cloud has one deployment identity; the state file says what it may do in Graph.
    private void GiveTheDeploymentIdentity(string permission)
    {
        var state = JsonNode.Parse(Read("obj/local-cloud/state.json"))!;
        state["tenants"]![0]!["objects"]!["ServicePrincipal"]![0]!["_roles"] = new JsonArray(permission);
        Write("obj/local-cloud/state.json", state.ToJsonString());
    }

    [Theory]
    [InlineData("github.yml")]
    [InlineData("azure-pipelines.yml")]
    public void Sample_OfThePipelines_IsWhatTheCommandWrites(string file)
    {
        const string Tenant = "11111111-2222-4333-8444-555555555555";
        var facts = new PipelineFacts(
            "samples/ContosoOrders",
            "ContosoOrders",
            [
                new PipelineEnvironment("test", IsManaged: false, IsImport: false) { Url = "https://contoso-test.crm4.dynamics.com", TenantId = Tenant },
                new PipelineEnvironment("prod", IsManaged: true, IsImport: true)
                {
                    Url = "https://contoso.crm4.dynamics.com",
                    TenantId = Tenant,
                    Settings = "samples/ContosoOrders/obj/ContosoOrders.prod.settings.json",
                },
            ],
            HasLocal: false)
        {
            Flows = "solutions/OrderFlows",
        };
        var text = file == "github.yml" ? GitHubPipeline.Write(facts, "1.0.0") : AzurePipeline.Write(facts, "1.0.0");
        var path = RepositoryRoot.PathOf($"samples/pipelines/{file}");
        if (RepositoryRoot.UpdatesPages)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text.ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("github", "Flows", "pac solution pack --folder", "pac solution import --path flows.zip")]
    [InlineData("github", "Flows.zip", "pac auth create --githubFederated", "Flows.zip --settings-file ")]
    [InlineData("azure-devops", "Flows", "PowerPlatformPackSolution@2", "SolutionInputFile: flows.zip")]
    [InlineData("azure-devops", "Flows.zip", "SolutionInputFile: ", "DeploymentSettingsFile: ")]
    public async Task Flows_Named_AreImportedAfterTheConnector(string system, string flows, string first, string then)
    {
        DescribeThree();
        if (flows.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(At(flows), ZipArchiveMode.Create);
            zip.CreateEntry("solution.xml");
        }
        else
        {
            Write($"{flows}/Other/Solution.xml", "<ImportExportXml />");
        }

        var (exit, said) = await RunAsync("pipeline", system, Description, "-o", At("pipeline.yml"), "--flows", At(flows));

        Assert.True(exit == 0, said);
        var text = Read("pipeline.yml");
        var connector = text.LastIndexOf("dotnet connector deploy", StringComparison.Ordinal);
        var flow = text.LastIndexOf(first, StringComparison.Ordinal);
        Assert.True(connector < flow, text);
        Assert.True(flow <= text.LastIndexOf(then, StringComparison.Ordinal), text);
        Assert.Contains("obj/AzureResourceManager.pre-prod.settings.json", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dev.settings.json", text, StringComparison.Ordinal);
        Parse("pipeline.yml");
    }

    [Theory]
    [InlineData("nosuch", "is not a solution: nothing is there.")]
    [InlineData("nosuch.zip", "is not a solution: nothing is there.")]
    [InlineData(".", "is not a solution. Nothing was written.")]
    [InlineData("apiProperties.json", "is not a solution. Nothing was written.")]
    public async Task Flows_ThatAreNoSolution_AreRefused(string flows, string why)
    {
        DescribeThree();

        var (exit, said) = await RunAsync("pipeline", "github", Description, "-o", At("pipeline.yml"), "--flows", At(flows));

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("error CB6235: --flows names", said, StringComparison.Ordinal);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.False(File.Exists(At("pipeline.yml")));
    }

    [Theory]
    [InlineData("github")]
    [InlineData("azure-devops")]
    public async Task File_ThatWasEdited_IsKeptWithoutForce(string system)
    {
        DescribeThree();
        Task<(int Exit, string Output)> WriteAsync(params string[] options) =>
            RunAsync(["pipeline", system, Description, "-o", At("pipeline.yml"), .. options]);

        Assert.Equal(ExitCode.Done, (await WriteAsync()).Exit);
        var written = Read("pipeline.yml");
        Write("pipeline.yml", written.ReplaceLineEndings("\r\n"));
        var (exit, said) = await WriteAsync();
        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("pipeline.yml (unchanged)", said, StringComparison.Ordinal);

        Write("pipeline.yml", written + "# mine");
        (exit, said) = await WriteAsync();
        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("error CB6304: ", said, StringComparison.Ordinal);
        Assert.Equal(written + "# mine", Read("pipeline.yml"));

        Assert.Equal(ExitCode.Done, (await WriteAsync("--force")).Exit);
        Assert.Equal(written, Read("pipeline.yml"));
    }

    [Fact]
    public async Task GitHub_OtherCloud_NamesItsAudience()
    {
        Describe(p => p with
        {
            Environments = [new DeploymentEnvironment { Name = "gov", Url = "https://contoso.crm.microsoftdynamics.us", Cloud = "GCCHigh" }],
        });

        var (_, said) = await RunAsync("pipeline", "github", Description);

        Assert.Contains("api://AzureADTokenExchangeUSGov", said, StringComparison.Ordinal);
        Assert.DoesNotContain("api://AzureADTokenExchange\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipeline_WithoutEnvironments_OnlyValidatesAndSaysSo()
    {
        Describe();

        var (exit, said) = await RunAsync("pipeline", "github", Description);

        Assert.Equal(0, exit);
        Assert.Contains("so the pipeline only validates", said, StringComparison.Ordinal);
        Assert.DoesNotContain("deploy-", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipeline_UnknownSystem_IsWrongUsage() =>
        Assert.Equal(ExitCode.Usage, (await RunAsync("pipeline", "jenkins", Description)).Exit);

    private YamlMappingNode Parse(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(file)));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    private static void AssertKeys(YamlMappingNode node, string[] allowed) =>
        Assert.Subset(allowed.ToHashSet(), node.Children.Keys.Select(k => k.ToString()).ToHashSet());

    [GeneratedRegex(@"dotnet connector (?!pipeline)(?<arguments>.+?)(?: \|\| code=\$\?)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
