using System.Text.Json.Nodes;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Commands that cannot do what they are asked for: exit code 1, a code, and a way out.</summary>
public sealed class RefusedCommandTests : ToolRun
{
    private async Task<string> RefusalAsync(string code, params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);
        Assert.True(exit == 1 && output.Contains($"error {code}: ", StringComparison.Ordinal), output);
        return output;
    }

    [Fact]
    public async Task Plan_FolderWithoutAProject_SaysWhatToName() =>
        Assert.Contains("There is no connector project at", await RefusalAsync("CB9012", "plan", At("nowhere")), StringComparison.Ordinal);

    [Fact]
    public async Task Plan_FolderWithTwoProjects_NamesThem()
    {
        Write("two/A.csproj", "<Project />");
        Write("two/B.csproj", "<Project />");

        var said = await RefusalAsync("CB9012", "plan", At("two"));

        Assert.Contains("There are 2 project files in", said, StringComparison.Ordinal);
        Assert.Contains("A.csproj", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OutThatIsAFolder_SaysThatThePlanIsNotWritten()
    {
        Directory.CreateDirectory(At("plans"));

        Assert.Contains(
            "Name a file that can be written with --out", await RefusalAsync("CB9108", "plan", Description, "--out", At("plans")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotateSecret_ConnectorWithoutEntra_SaysThatNothingIsOurs()
    {
        Write("apiProperties.json", """{"properties":{"iconBrandColor":"#1a6dc2","capabilities":[],"connectionParameters":{},"policyTemplateInstances":[]}}""");

        Assert.Contains("it does not sign in with Entra", await RefusalAsync("CB7205", "rotate-secret", Description), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_TenantInWhichUsersCannotConsent_IsDoneWithoutTheProof()
    {
        Write("local-cloud.json", """{ "tenants": [ { "name": "local", "userConsent": false } ] }""");

        var said = await RefusalAsync("CB9015", "deploy", Description);

        Assert.Contains("What was deployed stays", said, StringComparison.Ordinal);
        Assert.Contains("AADSTS", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ScopeThatOnlyAnAdministratorConsentsTo_IsDeployedAndWaitsForTheAdministrator()
    {
        Write("apiProperties.json", Contoso.Properties
            .Replace(Contoso.ResourceUrl, "https://graph.microsoft.com", StringComparison.Ordinal)
            .Replace("""["user_impersonation"]""", """["Group.ReadWrite.All"]""", StringComparison.Ordinal));

        var (exit, said) = await RunAsync("deploy", Description);
        var (again, json) = await RunAsync("deploy", Description, "--json");
        Describe(p => p with { GrantAdminConsent = true });
        var (granted, proof) = await RunAsync("deploy", Description);

        Assert.True(exit == 3, said);
        Assert.Contains(
            "sign-in        refused (AADSTS65001) until an administrator consents to Group.ReadWrite.All: open https://", said,
            StringComparison.Ordinal);
        Assert.Contains("waiting for an administrator's consent", said, StringComparison.Ordinal);
        Assert.Equal(3, again);
        var document = JsonNode.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)])!;
        Assert.False((bool)document["hasChanges"]!);
        Assert.Equal("Group.ReadWrite.All", (string?)document["application"]!["adminConsent"]!["scopes"]![0]);
        Assert.Contains("/adminconsent?client_id=", (string?)document["application"]!["adminConsent"]!["url"], StringComparison.Ordinal);
        Assert.True(granted == 0, proof);
        Assert.Contains("sign-in        proved", proof, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Plan_TenantThatWaitsToBeFilledIn_IsRefusedAtItsPlace(string route)
    {
        Write("apiProperties.json", Contoso.Properties.Replace("\"common\"", "\"{{tenant}}\"", StringComparison.Ordinal));
        Describe(p => p with { Environments = [new() { Name = "local", Route = route }] });

        var said = await RefusalAsync("CB7115", "plan", Description);

        Assert.Contains("'{{tenant}}' is a placeholder", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Plan_ScopeThatIsNotOffered_IsShownWhereTheScopesStand(string route)
    {
        var properties = Contoso.Properties.Replace("""["user_impersonation"]""", """["user_impersonated"]""", StringComparison.Ordinal);
        Write("apiProperties.json", properties);
        Describe(p => p with { Environments = [new() { Name = "local", Route = route }] });
        var column = properties.IndexOf("\"scopes\"", StringComparison.Ordinal) + 1;

        Assert.Contains($"apiProperties.json(1,{column})", await RefusalAsync("CB7102", "plan", Description), StringComparison.Ordinal);
    }
}
