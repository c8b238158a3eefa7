using System.Diagnostics;
using System.Text.Json.Nodes;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>
/// HTML reports opened in Chromium, which <c>.ci/run</c> installs: nothing is fetched, nothing runs, and people can read them.
/// </summary>
public sealed class ReportInBrowserTests : ToolRun
{
    // Contrast of body text by WCAG 2.2, level AA.
    private const double Readable = 4.5;

    private static readonly string Browser = Environment.GetEnvironmentVariable("CONNECTORBUILD_BROWSER")!;

    [Fact]
    public async Task Report_OfADeployment_IsOneQuietPageThatPeopleCanRead()
    {
        var (exit, said) = await RunAsync("deploy", Description, "--report", At("report.html"));
        Assert.True(exit == 0, said);

        var page = await OpenAsync("report.html");

        AssertQuiet(page);
        Assert.Equal("AzureResourceManager: deploy to local", (string?)page["title"]);
        Assert.Equal(
            ["AzureResourceManager: deploy to local", "Connector ", "Done", "Verified by reading back", "Result"],
            page["headings"]!.AsArray().Select(h => ((string)h!).Split("contoso_")[0]));

        // The plan and what was done have a row for each of the eight changes, below the heading.
        Assert.Equal([9, 9], page["tables"]!.AsArray().Take(2).Select(t => (int)t!));
        Assert.Contains("8 changes made and verified.", (string?)page["text"], StringComparison.Ordinal);
        Assert.Contains("done ", (string?)page["log"], StringComparison.Ordinal);
        AssertReadable(page);
    }

    // The address of the redirect that the platform makes of this title is longer than an app may have: the run ends with an error.
    [Fact]
    public async Task Report_OfAFailedRunWithAHostileTitle_RunsNothing()
    {
        const string Title = "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)> [x](javascript:alert(3)) "
            + "<https://evil.example> ![y](https://evil.example/y.png) </details></style><svg onload=alert(4)>";
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", Title, StringComparison.Ordinal));
        var (exit, said) = await RunAsync("deploy", Description, "--report", At("report.html"));
        Assert.True(exit == 1, said);

        var page = await OpenAsync("report.html");

        AssertQuiet(page);
        Assert.Contains("<script>alert(1)</script>", (string?)page["text"], StringComparison.Ordinal);
        Assert.Contains("error CB7005", (string?)page["text"], StringComparison.Ordinal);
        AssertReadable(page);
    }

    private static void AssertQuiet(JsonObject page)
    {
        Assert.Empty(page["console"]!.AsArray());
        Assert.Empty(page["dialogs"]!.AsArray());
        Assert.Equal([(string?)page["address"]], page["requests"]!.AsArray().Select(r => (string?)r));
        Assert.Equal((0, 0), ((int)page["scripts"]!, (int)page["handlers"]!));
        Assert.All(page["schemes"]!.AsArray(), s => Assert.Equal("https:", (string?)s));
    }

    private static void AssertReadable(JsonObject page)
    {
        Assert.Equal(0, (int)page["overflow"]!);
        Assert.Empty(page["broken"]!.AsArray());
        Assert.True((double)page["contrast"]!["light"]! >= Readable, page["contrast"]!.ToJsonString());
        Assert.True((double)page["contrast"]!["dark"]! >= Readable, page["contrast"]!.ToJsonString());
    }

    private async Task<JsonObject> OpenAsync(string report)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Browser", "report.mjs"), Browser, At(report)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the browser keeps of itself.
        start.Environment["HOME"] = Directory.CreateDirectory(At("home")).FullName;
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(await output is { Length: > 0 } text ? text : throw new InvalidOperationException(await error))!.AsObject();
    }
}
