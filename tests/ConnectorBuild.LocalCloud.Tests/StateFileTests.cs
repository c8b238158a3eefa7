using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-state-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "sub", "state.json");

    private LocalCloudOptions Options => new() { StateFile = File, SigningKey = CloudTest.SigningKey };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restart_KeepsEverything()
    {
        var connector = Guid.NewGuid();
        LocalCloudEndpoints first;
        string pem;
        await using (var cloud = await LocalCloudServer.StartAsync(Options, Stop))
        {
            (first, pem) = (cloud.Endpoints, cloud.CertificatePem);
            using var client = new CloudClient(cloud);
            await client.GraphAsync("PATCH", "/applications(uniqueName='x')", Samples.Application(), null, ("Prefer", "create-if-missing"));
            await client.DataverseAsync(
                "PATCH", $"/connectors({connector})",
                Samples.Connector("contoso_a", "A", Samples.ConnectionParameters("app", "kept")).ToJsonString());
        }

        await using var again = await LocalCloudServer.StartAsync(Options, Stop);
        using var later = new CloudClient(again);

        Assert.Equal(first.Tenants, again.Endpoints.Tenants);
        Assert.Equal(first.Environments[0].EnvironmentId, again.Environments["local"].EnvironmentId);
        Assert.Equal(pem, again.CertificatePem);
        Assert.Equal(200, (await later.GraphAsync("GET", "/applications(uniqueName='x')")).Status);
        Assert.Equal("kept", again.FindConnectorSecret("local", connector.ToString()));
    }

    [Fact]
    public async Task Restart_OfSeveralEnvironments_KeepsTheAddresses()
    {
        var options = Options with { Environments = [new() { Name = "dev" }, new() { Name = "prod" }] };
        string[] first;
        await using (var cloud = await LocalCloudServer.StartAsync(options, Stop))
        {
            first = [cloud.AuthorityHost, .. cloud.Environments.Values.Select(e => e.Url)];
        }

        await using var again = await LocalCloudServer.StartAsync(options, Stop);

        Assert.Equal(first, again.Environments.Values.Select(e => e.Url).Prepend(again.AuthorityHost));
    }

    [Fact]
    public async Task Start_OnAPortThatIsTaken_IsCb9506AndChangesNothing()
    {
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { SigningKey = CloudTest.SigningKey }, Stop);
        var taken = new Uri(cloud.Environments["local"].Url).Port;

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            LocalCloudServer.StartAsync(Options with { Environments = [new() { Name = "local", Port = taken }] }, Stop));
        await using var free = await LocalCloudServer.StartAsync(Options, Stop);

        Assert.Equal("CB9506", refused.Diagnostics[0].Id);
        Assert.Contains($"{taken}", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(taken, new Uri(free.Environments["local"].Url).Port);
    }

    [Fact]
    public async Task State_OfVersion1_IsReadAndWrittenAsVersion2()
    {
        string authority;
        await using (var cloud = await LocalCloudServer.StartAsync(Options, Stop))
        {
            authority = cloud.Deployer.ClientId;
        }

        var state = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        state["version"] = 1;
        state.Remove("port");
        state["environments"]![0]!.AsObject().Remove("port");
        System.IO.File.WriteAllText(File, state.ToJsonString());
        await using (var again = await LocalCloudServer.StartAsync(Options, Stop))
        {
            Assert.Equal(authority, again.Deployer.ClientId);
        }

        Assert.Equal(2, (int)JsonNode.Parse(System.IO.File.ReadAllText(File))!["version"]!);
    }

    [Fact]
    public async Task Import_OverWhatNobodyForesaw_FailsAloneAndAfterARestartToo()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var options = Options with { Clock = clock };
        await using (var cloud = await LocalCloudServer.StartAsync(options, Stop))
        {
            using var client = new CloudClient(cloud);
            await ImportAsync(client, "1.0.0.0");
            clock.Advance(TimeSpan.FromMinutes(1));
            await client.DataverseAsync("GET", "/solutions");
            await ImportAsync(client, "2.0.0.0");
        }

        // What an earlier version of the local cloud let in.
        System.IO.File.WriteAllText(
            File,
            System.IO.File.ReadAllText(File).Replace("\"version\":\"1.0.0.0\"", "\"version\":\"1.x\"", StringComparison.Ordinal)
                .Replace("\"version\": \"1.0.0.0\"", "\"version\": \"1.x\"", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var again = await LocalCloudServer.StartAsync(options, Stop);
        using var later = new CloudClient(again);

        Assert.Equal(200, (await later.DataverseAsync("GET", "/solutions")).Status);
        var jobs = (await later.DataverseAsync("GET", "/asyncoperations?$orderby=createdon")).Json["value"]!.AsArray();
        Assert.Equal([30, 31], jobs.Select(j => (int)j!["statuscode"]!));
        Assert.Contains("FormatException", jobs[1]!["message"]!.ToString(), StringComparison.Ordinal);

        static async Task ImportAsync(CloudClient client, string version) => await client.DataverseAsync(
            "POST",
            "/ImportSolutionAsync",
            new JsonObject { ["CustomizationFile"] = Convert.ToBase64String(SolutionZip.Create(managed: true, version)), ["OverwriteUnmanagedCustomizations"] = true, ["PublishWorkflows"] = true }.ToJsonString());
    }

    [Fact]
    public async Task Start_WhereAnotherRuns_SaysHowToReachIt()
    {
        await using var cloud = await LocalCloudServer.StartAsync(Options, Stop);

        var running = await Assert.ThrowsAsync<LocalCloudRunningException>(() => LocalCloudServer.StartAsync(Options, Stop));

        Assert.Equal(Environment.ProcessId, running.Endpoints!.ProcessId);
        Assert.Equal(cloud.AuthorityHost, running.Endpoints.AuthorityHost);
        Assert.Equal(cloud.Deployer, running.Endpoints.Tenants[0].Deployer);
        Assert.True(System.IO.File.Exists(running.Endpoints.CertificateFile));
        var result = await LocalCloudClient.SignInAsync(running.Endpoints, "local", "nothing", cancellationToken: Stop);
        Assert.Equal("UnknownConnector", result.ErrorCode);
    }

    [Fact]
    public async Task Dispose_TakesTheEndpointFileAway()
    {
        await using (await LocalCloudServer.StartAsync(Options, Stop))
        {
            Assert.True(System.IO.File.Exists(File + ".endpoints.json"));
        }

        Assert.False(System.IO.File.Exists(File + ".endpoints.json"));
    }

    [Fact]
    public async Task Files_WithSecrets_AreTheOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        await using var cloud = await LocalCloudServer.StartAsync(Options, Stop);

        foreach (var file in new[] { File, File + ".endpoints.json", File + ".lock" })
        {
#pragma warning disable CA1416 // Validate platform compatibility: skipped on Windows above.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
#pragma warning restore CA1416
        }
    }

    [Theory]
    [InlineData("", "CB9502")]
    [InlineData("{", "CB9502")]
    [InlineData("[]", "CB9502")]
    [InlineData("{}", "CB9502")]
    [InlineData("""{"version":1}""", "CB9502")]
    [InlineData("""{"version":2}""", "CB9502")]
    [InlineData("""{"version":3,"more":true}""", "CB9503")]
    public async Task Start_OnFileThatIsNotOurs_IsCodedAndLeavesIt(string contents, string code)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, contents, Stop);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => LocalCloudServer.StartAsync(Options, Stop));

        Assert.Equal(code, failure.Diagnostics[0].Id);
        Assert.Equal(contents, await System.IO.File.ReadAllTextAsync(File, Stop));
    }

    [Fact]
    public async Task Start_OnFileThatIsCutOff_SaysFromWhereOnItCannotBeRead()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, "{\n\"version\":", Stop);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => LocalCloudServer.StartAsync(Options, Stop));

        Assert.Contains("it cannot be read from line 2, byte 11 on.", failure.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereFolderIsAFile_IsCoded()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "sub"), "x", Stop);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => LocalCloudServer.StartAsync(Options, Stop));

        Assert.Equal("CB9504", failure.Diagnostics[0].Id);
    }

    [Fact]
    public async Task Start_AfterTruncatedTemporaryFile_UsesTheWholeOne()
    {
        await using (await LocalCloudServer.StartAsync(Options, Stop))
        {
        }

        await System.IO.File.WriteAllTextAsync(File + ".tmp", "{\"vers", Stop);

        await using var cloud = await LocalCloudServer.StartAsync(Options, Stop);
        Assert.Equal(2, (int)JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, Stop))!["version"]!);
    }

    [Fact]
    public async Task Write_WhereTheFolderIsGone_IsSaidAndTakenBack()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete a folder with an open file.");
        await using var cloud = await LocalCloudServer.StartAsync(Options, Stop);
        using var client = new CloudClient(cloud);
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);

        var refused = await client.GraphAsync("POST", "/applications", Samples.Application());

        Assert.Equal(500, refused.Status);
        Assert.StartsWith("CB9504", refused.Text, StringComparison.Ordinal);
        Assert.Single((await client.GraphAsync("GET", "/applications")).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task Start_WithMoreEnvironments_AddsThem()
    {
        string tenant;
        await using (var cloud = await LocalCloudServer.StartAsync(Options, Stop))
        {
            tenant = cloud.Deployer.TenantId;
        }

        var options = Options with { Tenants = [new() { Name = "local" }, new() { Name = "other" }], Environments = [new() { Name = "local" }, new() { Name = "test", Tenant = "other" }] };
        await using var more = await LocalCloudServer.StartAsync(options, Stop);

        Assert.Equal(tenant, more.Environments["local"].TenantId);
        Assert.NotEqual(tenant, more.Environments["test"].TenantId);
    }
}
