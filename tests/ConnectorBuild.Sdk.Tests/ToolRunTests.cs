using System.Diagnostics;
using System.Globalization;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>What the tool prints and how it ends, as MSBuild shows it.</summary>
public sealed class ToolRunTests(PackedSdk sdk)
{
    [Fact]
    public async Task Publish_ToolReportsFindings_BecomeCodedErrorsAndWarnings()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Set("FAKE_TOOL_OUTPUT", "Reading Entra ... {0}")
            .Set(
                "FAKE_TOOL_REPORTS",
                """
                {"Id":"CB7010","Title":"t","Severity":1,"Text":"The consent is missing: {grant} it"}
                {"Id":"CB8003","Title":"t","Severity":2,"Text":"The environment refused the connector","Location":{"File":"apiProperties.json","Line":3,"Column":5,"EndLine":3,"EndColumn":9}}
                """)
            .Set("FAKE_TOOL_EXIT_CODE", "1");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Failed();

        Assert.Contains("Reading Entra ... {0}", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, result.Diagnostics.Count);
        Assert.Contains(
            result.Diagnostics,
            l => l.Contains("Orders.csproj : warning CB7010: The consent is missing: {grant} it", StringComparison.Ordinal));
        Assert.Contains(
            result.Diagnostics,
            l => l.Contains("/apiProperties.json(3,5): error CB8003: The environment refused the connector", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_ToolPrintsWhatLooksLikeErrorsAndCommands_IsTextAndNothingElse()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set(
            "FAKE_TOOL_OUTPUT",
            "Orders : error CB9999: made up\nwarning : odd\nx.cs(1,2): error CS0001: made up "
                + "[x.csproj]\n::add-mask::x\n##vso[task.setvariable variable=PATH]/evil \u001b[31m");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Succeeded();

        result.Clean();
        Assert.Contains("Orders : error\u00A0CB9999\u2236 made up", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("::add-mask", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder.PathOf("obj"), "diagnostics-*"));
    }

    // As a folder that is mounted read-only: nothing can be written into obj.
    [Fact]
    public async Task Validate_ObjThatCannotBeWritten_ReadsTheProjectAllTheSame()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("obj", "");

        var result = (await folder.RunPlainAsync(Repository.Tool, "validate", ".")).Succeeded();

        Assert.Contains("1 connector: 0 errors", result.Output, StringComparison.Ordinal);
        Assert.Equal("", folder.Read("obj"));
    }

    [Fact]
    public async Task Publish_ToolFailsSilently_IsAnErrorAllTheSame()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_EXIT_CODE", "134");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Failed();

        Assert.Contains(
            "Orders.csproj : error CB6108: The tool stopped with exit code 134", Assert.Single(result.Diagnostics),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publish", "-p:ConnectorPlanOnly=false", "error", false)]
    [InlineData("build", "-t:PlanConnector", "warning", true)]
    public async Task Run_ToolWaitsForAnotherParty_SaysSo(string command, string argument, string severity, bool succeeds)
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_EXIT_CODE", "3");

        var result = await folder.RunAsync(command, argument, "-p:ConnectorEnvironment=prod", ConnectorFolder.FakeTool);

        Assert.Equal(succeeds, result.ExitCode == 0);
        Assert.Contains($"Orders.csproj : {severity} CB6112: ", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ToolMissing_SaysWhereItWasExpected()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.PublishAsync("-p:ConnectorEnvironment=dev", "-p:ConnectorToolPath=nowhere/tool.dll")).Failed();

        Assert.Contains(
            "Orders.csproj : error CB6108: The tool that deploys is not at nowhere/tool.dll", Assert.Single(result.Diagnostics),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_Secret_ReachesTheToolAndNothingThatIsWritten()
    {
        const string Secret = "planted-7c1f9e-secret";
        var folder = ConnectorFolder.WithConnector(sdk)
            .Set("CONTOSO_API_SECRET", Secret)
            .Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync(
            "-p:ConnectorEnvironment=dev", "-p:ConnectorClientSecretEnvVar=CONTOSO_API_SECRET", "-bl:publish.binlog",
            "-v:diag")).Succeeded();

        Assert.Contains("secret seen: True", folder.Read("called.txt"), StringComparison.Ordinal);
        Assert.Contains("CONTOSO_API_SECRET", folder.Read("obj/Orders.connector.json"), StringComparison.Ordinal);
        Assert.Contains("Orders.connector.json", SecretScan.Unpack(folder.PathOf("publish.binlog")), StringComparison.Ordinal);
        Assert.Empty(SecretScan.FilesWith([Secret], folder.Root));
        Assert.DoesNotContain(Secret, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ToolLeavesAServerRunning_DoesNotWaitForIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Starts sleep.");
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_OUTPUT", "server started").Set("FAKE_TOOL_BACKGROUND", "90");
        var watch = Stopwatch.StartNew();

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Succeeded();

        Assert.Contains("server started", result.Output, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"The build took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Publish_Cancelled_EndsTheTool()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Sends an interrupt signal.");
        Assert.SkipWhen(
            IgnoresInterrupts(),
            "Whoever started the tests has interrupts ignored (a shell does so for what it starts in the background), and so would the "
                + "build.");
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_HANGS", "started.txt");
        using var build = folder.Start("publish", ConnectorFolder.FakeTool, "-p:ConnectorEnvironment=dev");
        try
        {
            var tool = await WaitForProcessAsync(folder, build);

            using var signal = Process.Start("kill", ["-INT", build.Id.ToString(CultureInfo.InvariantCulture)]);

            await build.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            Assert.NotEqual(0, build.ExitCode);
        }
        finally
        {
            build.Kill(entireProcessTree: true);
        }
    }

    // SIGINT is signal 2, the second bit of the mask.
    private static bool IgnoresInterrupts() => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 2) != 0;

    // The tool writes its process id when it has started.
    private static async Task<Process> WaitForProcessAsync(ConnectorFolder folder, Process build)
    {
        using var watcher = new FileSystemWatcher(folder.Root, "started.txt");
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, _) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!folder.Has("started.txt"))
        {
            await Task.WhenAny(written.Task, build.WaitForExitAsync(TestContext.Current.CancellationToken));
            Assert.False(build.HasExited, "The build ended before the tool ran.");
        }

        return Process.GetProcessById(int.Parse(folder.Read("started.txt"), CultureInfo.InvariantCulture));
    }
}
