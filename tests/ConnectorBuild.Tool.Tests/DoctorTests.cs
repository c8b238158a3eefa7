using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Doctor;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What doctor says, and of the local cloud.</summary>
public sealed class DoctorTests : ToolRun
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("10.0.100", "Ok")]
    [InlineData("11.0.100-preview.1", "Ok")]
    [InlineData("9.0.305", "Error")]
    [InlineData("10.0.99", "Error")]
    [InlineData("unknown", "Warning")]
    [InlineData(null, "Warning")]
    public void Sdk_Version_IsJudged(string? version, string level) => Assert.Equal(level, MachineChecks.Sdk(version).Level.ToString());

    [Theory]
    [InlineData(0, "Ok")]
    [InlineData(-59, "Ok")]
    [InlineData(90, "Warning")]
    [InlineData(-301, "Error")]
    [InlineData(null, "Unknown")]
    public void Clock_Difference_IsJudged(int? seconds, string level) =>
        Assert.Equal(level, MachineChecks.Clock(Noon, seconds is { } s ? Noon.AddSeconds(s) : null).Level.ToString());

    [Theory]
    [InlineData(0.4, "by 0 seconds.")]
    [InlineData(1, "by 1 second.")]
    [InlineData(2, "by 2 seconds.")]
    public void Clock_Difference_IsCountedInWords(double seconds, string text) =>
        Assert.EndsWith(text, MachineChecks.Clock(Noon, Noon.AddSeconds(seconds)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "", "Ok")]
    [InlineData("HTTPS_PROXY", "http://proxy:8080", "Ok")]
    [InlineData("https_proxy", "proxy without scheme", "Error")]
    [InlineData("SSL_CERT_FILE", "/there", "Ok")]
    [InlineData("SSL_CERT_DIR", "/not-there", "Error")]
    public void Network_Variable_IsJudged(string name, string value, string worst) =>
        Assert.Equal(worst, MachineChecks.Network(n => n == name ? value : null, p => p == "/there").Max(f => f.Level).ToString());

    [Theory]
    [InlineData("""{"roles":["Application.ReadWrite.OwnedBy"]}""", false, "Ok")]
    [InlineData("""{"roles":["Application.Read.All"],"appid":"abc"}""", false, "Warning")]
    [InlineData("""{"roles":["Application.Read.All"]}""", true, "Ok")]
    [InlineData("""{"scp":"User.Read"}""", false, "Unknown")]
    [InlineData("""{}""", false, "Error")]
    public void Rights_OfAToken_AreJudged(string claims, bool onlyVerifies, string level)
    {
        var finding = GraphChecks.Rights(TokenClaims.Read(Token(claims)), onlyVerifies);

        Assert.Equal(level, finding.Level.ToString());
        Assert.Equal(level is "Error" or "Warning", finding.Command?.Contains("admin-consent", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(null, "Unknown")]
    [InlineData("""{"isEnabled":false,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordAddition"}]}}""", "Ok")]
    [InlineData("""{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordAddition"}]}}""", "Error")]
    [InlineData("""{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordAddition","state":"disabled"}]}}""", "Ok")]
    [InlineData("""{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordLifetime","maxLifetime":"P90D"}]}}""", "Warning")]
    [InlineData("""{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordLifetime","maxLifetime":"P365D"}]}}""", "Ok")]
    [InlineData("""{"isEnabled":true}""", "Ok")]
    public void AppPolicy_OfATenant_IsJudged(string? policy, string level) =>
        Assert.Equal(level, GraphChecks.AppPolicy(policy is null ? null : JsonNode.Parse(policy), 180).Level.ToString());

    [Theory]
    [InlineData(200, "Ok")]
    [InlineData(403, "Error")]
    [InlineData(0, "Error")]
    [InlineData(500, "Unknown")]
    public void User_StatusOfWhoAmI_IsJudged(int status, string level) =>
        Assert.Equal(level, DataverseChecks.User(status, new Uri("https://contoso.crm4.dynamics.com"), "abc").Level.ToString());

    [Theory]
    [InlineData(null, "Unknown")]
    [InlineData("prvReadConnector", "Error")]
    [InlineData("prvCreateConnector prvWriteConnector prvCreateSolution prvCreateEnvironmentVariableDefinition prvWriteEnvironmentVariableDefinition", "Ok")]
    public void Privileges_OfAUser_AreJudged(string? names, string level)
    {
        var answer = names is null ? null : new JsonObject
        {
            ["RolePrivileges"] = new JsonArray([.. names.Split(' ').Select(n => new JsonObject { ["PrivilegeName"] = n })]),
        };

        var finding = DataverseChecks.Privileges(answer, new Uri("https://contoso.crm4.dynamics.com"), "abc");

        Assert.Equal(level, finding.Level.ToString());
        Assert.Equal(level != "Ok", finding.Command?.Contains("--environment https://contoso.crm4.dynamics.com/ --user abc", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(false, false, null, null, null)]
    [InlineData(true, false, null, "abc", "Error")]
    [InlineData(true, true, null, "abc", "Unknown")]
    [InlineData(true, true, "repo:contoso@1/connectors@2:environment:prod", null, "Error")]
    [InlineData(true, true, "repo:contoso@1/connectors@2:environment:prod", "abc", "Ok")]
    public void Subject_OfAJob_IsJudgedWithTheExactCredential(bool isJob, bool hasTokens, string? subject, string? clientId, string? level)
    {
        var claims = subject is null ? null : TokenClaims.Read(Token($$"""{"sub":"{{subject}}","iss":"https://token.actions.githubusercontent.com"}"""));

        var finding = GitHubChecks.Subject(isJob, hasTokens, claims, clientId, "api://AzureADTokenExchange");

        Assert.Equal(level, finding?.Level.ToString());
        Assert.Equal(subject is not null, finding?.Command?.Contains($"\"subject\": \"{subject}\"", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("AllEnvironments", "Blocked", "", null, "Warning", "blocks orders.contoso.com")]
    [InlineData("AllEnvironments", "General", "", null, "Ok", "orders.contoso.com is Non-Business in 'P'.")]
    [InlineData("AllEnvironments", "Blocked", "https://orders.contoso.com* Confidential; * Blocked", null, "Ok", "is Business in 'P'")]
    [InlineData("AllEnvironments", "Blocked", "https://*.contoso.com/v1 General; * Blocked", null, "Ok", "is Non-Business in 'P'")]
    [InlineData("AllEnvironments", "General", "https://ORDERS.contoso.com/* Blocked; * Ignore", null, "Warning", "blocks orders.contoso.com")]
    [InlineData("AllEnvironments", "Blocked", "https://other.contoso.com/* Blocked; * Ignore", null, "Ok", "No policy puts")]
    [InlineData("OnlyEnvironments", "Blocked", "", "env-1", "Warning", "'P' blocks")]
    [InlineData("OnlyEnvironments", "Blocked", "", "env-2", "Ok", "No policy puts")]
    [InlineData("OnlyEnvironments", "Blocked", "", null, "Ok", "set EnvironmentId")]
    [InlineData("ExceptEnvironments", "Blocked", "", "env-1", "Ok", "No policy puts")]
    [InlineData("ExceptEnvironments", "Blocked", "", "env-2", "Warning", "'P' blocks")]
    public void DataPolicies_OfATenant_AreJudged(string kind, string group, string patterns, string? environment, string level, string text)
    {
        var rules = patterns.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select((p, i) => new JsonObject
        {
            ["order"] = i + 1,
            ["pattern"] = p.Split(' ')[0],
            ["customConnectorRuleClassification"] = p.Split(' ')[1],
        });
        var policy = new JsonObject
        {
            ["policyDefinition"] = new JsonObject
            {
                ["displayName"] = "P",
                ["defaultConnectorsClassification"] = group,
                ["environmentType"] = kind,
                ["environments"] = new JsonArray(new JsonObject { ["name"] = "env-1" }),
            },

            // The order is that of the numbers, wherever a rule stands.
            ["customConnectorUrlPatternsDefinition"] = new JsonObject { ["rules"] = new JsonArray([.. rules.Reverse()]) },
        };

        var finding = DataPolicyChecks.Judge(new JsonObject { ["value"] = new JsonArray(policy) }, "https://orders.contoso.com/v1/", environment);

        Assert.Equal(level, finding.Level.ToString());
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://orders.contoso.com/", "takes a Power Platform administrator")]
    [InlineData("""{"value":[]}""", null, "address of the API is not known")]
    public void DataPolicies_NotRead_AreUnknownWithTheCommand(string? answer, string? api, string text)
    {
        var finding = DataPolicyChecks.Judge(answer is null ? null : JsonNode.Parse(answer), api, null);

        Assert.Equal(DoctorLevel.Unknown, finding.Level);
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.StartsWith("az rest --method get --url https://api.bap.microsoft.com/", finding.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_LocalCloud_FindsNothingWrong()
    {
        var (exit, said) = await RunAsync("doctor", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("ok       tenant - Signed in to ", said, StringComparison.Ordinal);
        Assert.Contains("ok       rights in Entra - ", said, StringComparison.Ordinal);
        Assert.Contains("ok       user of the environment - ", said, StringComparison.Ordinal);
        Assert.Contains("ok       data policies - The local cloud has none", said, StringComparison.Ordinal);
        Assert.DoesNotContain("error ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_EnvironmentOfTheTemplate_IsAnErrorWithItsCommand()
    {
        Describe(p => p with
        {
            Environments = [new DeploymentEnvironment { Name = "dev", Url = "https://contoso-dev.crm4.dynamics.com", TenantId = "11111111-2222-4333-8444-555555555555" }],
            EnvironmentName = "dev",
        });

        var (exit, said) = await RunAsync("doctor", Description, "--json");

        Assert.Equal(1, exit);
        var check = Assert.Single(JsonNode.Parse(said)!["checks"]!.AsArray(), c => (string?)c!["level"] == "error")!;
        Assert.Equal(("environment", "az account show --query tenantId"), ((string?)check["subject"], (string?)check["command"]));
    }

    [Fact]
    public async Task Doctor_WithoutAnEnvironment_SaysWhatWasNotChecked()
    {
        Describe(p => p with { EnvironmentName = null });

        var (exit, said) = await RunAsync("doctor", Description);

        Assert.Equal(0, exit);
        Assert.Contains("unknown  environment - No environment was chosen", said, StringComparison.Ordinal);
    }

    private static string Token(string claims) =>
        string.Create(CultureInfo.InvariantCulture, $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x");
}
