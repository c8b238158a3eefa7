using System.Text.Json;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>The file that <c>local-cloud start --options</c> reads.</summary>
public sealed class OptionsFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_ExampleOfTheDocumentation_IsWhatItSays()
    {
        var page = File.ReadAllText(Path.Combine(DocumentationTests.Root(), "docs", "local-cloud.md"));
        var start = page.IndexOf("```json\n{\n  \"replicationLag\"", StringComparison.Ordinal) + "```json\n".Length;

        var options = Read(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);

        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9)), (options.ReplicationLag, options.SecretDelay));
        Assert.Equal(["contoso"], options.Tenants.Select(t => t.Name));
        Assert.False(options.Tenants[0].UserConsent);
        Assert.True(options.Tenants[0].RequireServiceManagementReference);
        Assert.Equal(["Application.ReadWrite.OwnedBy"], options.Tenants[0].DeployerRoles);
        Assert.Equal(
            [("local", "contoso", false), ("prod", "contoso", true)],
            options.Environments.Select(e => (e.Name, e.Tenant, e.BlockUnmanagedChanges)));
        Assert.Equal(TimeSpan.FromSeconds(30), options.Environments[1].ImportDuration);
        Assert.Single(options.KeyVaultSecrets);
    }

    [Fact]
    public async Task Read_ServerStartedWithIt_BehavesSo()
    {
        var options = Read("""{ "seed": 1, "tenants": [ { "name": "contoso", "tenantId": "11111111-2222-4333-8444-555555555555" } ], "environments": [ { "name": "test", "tenant": "contoso" } ] }""");

        await using var cloud = await LocalCloudServer.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal("11111111-2222-4333-8444-555555555555", cloud.Environments["test"].TenantId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "tenants": [ { "name": "local" } ], "environments": [ { "name": "local" } ] }""")]
    public void Read_WhatIsLeftOut_HasItsDefault(string text) =>
        Assert.EquivalentWithExclusions(new LocalCloudOptions(), Read(text), strict: true, "Clock");

    [Theory]
    [InlineData("{\n  \"lag\": 1 }", 2, 3, "'lag', which is not an option there; there are replicationLag")]
    [InlineData("{ \"clock\": null }", 1, 3, "'clock'")]
    [InlineData("{ \"stateFile\": \"x\" }", 1, 3, "'stateFile'")]
    [InlineData("{ \"tenants\": [\n { \"name\": \"a\", \"Domain\": \"b\" } ] }", 2, 17, "'Domain', which is not an option there; there are name, tenantId, domain")]
    [InlineData("{ \"environments\": [ { \"name\": \"a\",\n\"nope\": 1 } ] }", 2, 1, "'nope'")]
    [InlineData("{\n \"secretDelay\": \"soon\" }", 2, null, "not a duration at $.secretDelay")]
    [InlineData("{\n \"secretDelay\": 4 }", 2, null, "not a duration at $.secretDelay")]
    [InlineData("{\n \"seed\": \"a\" }", 2, null, "wrong kind at $.seed")]
    [InlineData("{\n \"tenants\": null }", 2, null, "wrong kind")]
    [InlineData("{\n \"tenants\": [ { } ] }", 2, null, "leaves out 'name'")]
    [InlineData("{\n \"seed\": 1, \"seed\": 2 }", 2, null, "uplicate")]
    [InlineData("{\n", 2, null, "is not the JSON")]
    [InlineData("null", 0, 0, "null")]
    [InlineData("{ \"environments\": [ { \"name\": \"a\", \"tenant\": \"b\" } ] }", 0, 0, "the tenant 'b'")]
    [InlineData("{ \"environments\": [ { \"name\": \"a\" }, { \"name\": \"A\" } ] }", 0, 0, "two environments 'a'")]
    [InlineData("{ \"environments\": [] }", 0, 0, "no environment")]
    [InlineData("{ \"staleShare\": 2 }", 0, 0, "staleShare")]
    [InlineData("{ \"secretDelay\": \"-00:00:04\" }", 0, 0, "negative")]
    public void Read_WhatIsNone_IsRefusedAtItsPlace(string text, int line, int? column, string what)
    {
        var diagnostic = Assert.Throws<ConnectorException>(() => Read(text)).Diagnostics[0];

        Assert.Equal("CB9505", diagnostic.Id);
        Assert.Contains(what, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal((_file, line), (diagnostic.Location!.Value.File, diagnostic.Location.Value.Line));
        Assert.True(column is null || column == diagnostic.Location.Value.Column, $"column {diagnostic.Location.Value.Column}");
    }

    [Fact]
    public void Read_NoFile_IsRefused() =>
        Assert.Equal("CB9505", Assert.Throws<ConnectorException>(() => LocalCloudOptionsFile.Read(_file)).Diagnostics[0].Id);

    [Theory]
    [InlineData(typeof(LocalCloudOptions))]
    [InlineData(typeof(LocalTenantOptions))]
    [InlineData(typeof(LocalEnvironmentOptions))]
    [InlineData(typeof(LocalRuntimeOptions))]
    public void Documentation_EveryOptionOfTheFile_IsListed(Type type)
    {
        var page = File.ReadAllText(
            Path.Combine(DocumentationTests.Root(), "docs", type == typeof(LocalRuntimeOptions) ? "runtime.md" : "local-cloud.md"));
        string[] hostsOwn = ["Clock", "StateFile", "IsAttachable", "SigningKey", "RequestLogLimit", "Scripts", "Schema"];

        Assert.All(
            type.GetProperties().Select(p => p.Name).Except(hostsOwn).Where(n => n != "EqualityContract"),
            name => Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "runtime": { "script": "withoutPolicies", "duplicateKeys": "fail", "scriptTimeLimit": "00:00:09", "backends": { "a.contoso.com": "http://localhost:1" } }, "allowedHosts": [ "b.contoso.com" ] }""", null)]
    [InlineData("""{ "allowedHosts": [ "https://b.contoso.com" ] }""", "is not a host name")]
    [InlineData("""{ "runtime": { "backends": { "a": "localhost:5080/x" } } }""", "is not a web address")]
    [InlineData("""{ "runtime": { "requestsPerMinute": 0 } }""", "not greater than zero")]
    [InlineData("""{ "runtime": { "scripts": "x" } }""", "'scripts', which is not an option there; there are script,")]
    [InlineData("""{ "runtime": { "absentSection": "both" } }""", "\"request\" or \"response\"")]
    public void Read_Runtime_IsTakenOrRefusedInWords(string text, string? words)
    {
        if (words is null)
        {
            var options = Read(text);
            Assert.Equal(
                (ScriptPlace.WithoutPolicies, DuplicateKeys.Fail, TimeSpan.FromSeconds(9), 500),
                (options.Runtime.Script, options.Runtime.DuplicateKeys, options.Runtime.ScriptTimeLimit, options.Runtime.RequestsPerMinute));
            Assert.Equal(["b.contoso.com"], options.AllowedHosts);
        }
        else
        {
            Assert.Contains(words, Assert.Throws<ConnectorException>(() => Read(text)).Diagnostics[0].Message, StringComparison.Ordinal);
        }
    }

    private LocalCloudOptions Read(string text)
    {
        File.WriteAllText(_file, text);
        return LocalCloudOptionsFile.Read(_file);
    }
}
