using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.Tests;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What a run leaves for those who were not there: files in three forms, and summaries of CI systems.</summary>
public sealed class ReportTests : ToolRun
{
    [Fact]
    public async Task Deploy_ReportInEachForm_HasPlanStepsVerificationAndResult()
    {
        var (exit, said) = await RunAsync(
            "deploy", Description, "--report", At("out/report.md"), "--report", At("out/report.html"), "--report", At("out/report.json"));

        Assert.True(exit == 0, said);
        var markdown = Read("out/report.md");
        Assert.StartsWith("# AzureResourceManager: deploy to local\n", markdown, StringComparison.Ordinal);
        Assert.Contains("**8 changes**", markdown, StringComparison.Ordinal);
        Assert.Contains("**Outcome**: 8 changes made and verified.", markdown, StringComparison.Ordinal);
        Assert.Contains("| create | connector | ", markdown, StringComparison.Ordinal);
        Assert.Contains("#### Verified by reading back\n\n* ", markdown, StringComparison.Ordinal);
        Assert.Matches(@"\| client secret \| expires on \d{4}-\d\d-\d\d, in 180 days \|", markdown);
        Assert.Matches(@"\| redirect URL \| \[https://[^|]*\]\(<https://global.consent.azure-apim.net/redirect/[^|]*>\) \|", markdown);
        Assert.Contains("| sign-in | proved: ", markdown, StringComparison.Ordinal);
        Assert.Contains("  done ", markdown, StringComparison.Ordinal);

        var page = Page(Read("out/report.html"));
        Assert.Equal("AzureResourceManager: deploy to local", page.Root!.Element("head")!.Element("title")!.Value);
        Assert.Contains(page.Descendants("td"), d => d.Value == "client secret");
        Assert.Contains(page.Descendants("a"), a => a.Attribute("href")!.Value.StartsWith("https://global.consent.azure-apim.net/redirect/", StringComparison.Ordinal));
        Assert.Contains("done ", page.Descendants("details").Single().Value, StringComparison.Ordinal);

        var json = JsonNode.Parse(Read("out/report.json"))!;
        Assert.Equal(8, json["done"]!.AsArray().Count);
        Assert.All(json["done"]!.AsArray(), d => Assert.True((double)d!["seconds"]! >= 0));
        Assert.NotEmpty(json["verified"]!.AsArray());
        Assert.True((bool)json["signIn"]!["isProved"]!);
        Assert.NotNull((string?)json["application"]!["secretExpires"]);
        Assert.StartsWith("https://localhost:", (string?)json["links"]!["environment"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfARunThatIsRefused_SaysWhyInEachForm()
    {
        Write("apiDefinition.swagger.json", "{");

        var (exit, _) = await RunAsync("deploy", Description, "--report", At("report.md"), "--report", At("report.html"), "--report", At("report.json"));

        Assert.Equal(1, exit);
        Assert.Contains("> **error [CB1001](", Read("report.md"), StringComparison.Ordinal);
        Assert.Contains("CB1001", Page(Read("report.html")).Descendants("blockquote").Single().Value, StringComparison.Ordinal);
        Assert.Equal("CB1001", (string?)JsonNode.Parse(Read("report.json"))!["errors"]![0]!["id"]);
    }

    [Fact]
    public async Task Html_TitleWithTagsAndMarkdown_IsShownAsText()
    {
        const string Title = "<script>alert(1)</script> <br> [x](javascript:alert(2)) `<img src=x>` | a </details>";
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", Title, StringComparison.Ordinal));

        var (exit, said) = await RunAsync("deploy", Description, "--report", At("report.html"));

        Assert.True(exit == 0, said);
        var page = Page(Read("report.html"));
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.All(page.Descendants("a"), a => Assert.StartsWith("https://", a.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.Contains(page.Descendants("td"), d => d.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
        Assert.Single(page.Descendants("details"));
    }

    [Fact]
    public void Summary_OfGitHub_IsAppendedToTheStepsFile()
    {
        Write("summary.md", "before\n");
        var log = new StringWriter();

        Of(("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", At("summary.md")))!.Show("# after\n", "Orders", log);

        Assert.Equal("before\n# after\n", Read("summary.md"));
        Assert.Empty(log.ToString());
    }

    [Fact]
    public void Summary_OfAzurePipelines_IsAFileThatTheLogNames()
    {
        var log = new StringWriter { NewLine = "\n" };

        Of(("TF_BUILD", "True"), ("AGENT_TEMPDIRECTORY", Folder))!.Show("# done\n", "Orders: deploy to 'dev'\n##vso[x]", log);

        var line = log.ToString();
        Assert.Matches(@"^##vso\[task\.uploadsummary\][^\n]*/Orders--deploy-to--dev----vso-x\.md\n$", line.Replace('\\', '/'));
        Assert.Equal("# done\n", File.ReadAllText(line["##vso[task.uploadsummary]".Length..^1]));
    }

    [Fact]
    public void Summary_WithoutACiSystem_IsNone()
    {
        Assert.Null(Of());
        Assert.Null(Of(("GITHUB_ACTIONS", "true")));
        Assert.Null(CiSummary.Of(name => name == "TF_BUILD" ? "True" : null, isInBuild: true));
    }

    private static CiSummary? Of(params (string Name, string Value)[] variables) =>
        CiSummary.Of(name => variables.FirstOrDefault(v => v.Name == name).Value, isInBuild: false);

    // Well formed but for the two void elements of the head, so that a strict reader finds what is in it.
    private static XDocument Page(string html) => XDocument.Parse(html
        .Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)
        .Replace("\">\n<meta", "\"/>\n<meta", StringComparison.Ordinal)
        .Replace("\">\n<title", "\"/>\n<title", StringComparison.Ordinal)
        .Replace("<br>", "<br/>", StringComparison.Ordinal));
}
