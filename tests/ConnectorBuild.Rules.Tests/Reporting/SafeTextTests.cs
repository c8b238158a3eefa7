using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;

namespace ConnectorBuild.Rules.Tests.Reporting;

/// <summary>Texts of unknown origin in every form that they are put out in.</summary>
public sealed partial class SafeTextTests
{
    public static TheoryData<string> Hostile =>
    [
        "Orders : error CB9999: made up",
        "error: x",
        "WARNING MSB1 : x",
        "a:b:error CS1:x",
        "x.cs(1,2): error CS0001: made up [x.csproj]",
        "A##vso[task.x]y",
        "##[error]x",
        "::add-mask::x",
        "\n::add-mask::x\n##vso[task.setvariable variable=PATH]/evil \u001b[31m",
        "the error below: x",
        "a\r\nerror\tX\t: y",
    ];

    // MSBuild's CanonicalError, by which Exec and others find errors in what a program prints.
    [GeneratedRegex(@"^\s*(((?<ORIGIN>(((\d+>)?[a-zA-Z]?:[^:]*)|([^:]*))):)|())(?<SUBCATEGORY>(()|([^:]*? )))(?<CATEGORY>(error|warning))( \s*(?<CODE>[^: ]*))?\s*:(?<TEXT>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Canonical();

    [GeneratedRegex(@"^([^\s].*)\((\d+)(?:,\d+|,\d+,\d+)?\):\s+(error|warning)\s+([a-zA-Z]+(?<!MSB)\d+):\s*(.*?)\s+\[(.*?)\]$")]
    private static partial Regex SetupDotnet();

    private static void AssertHarmless(string line)
    {
        Assert.DoesNotMatch(Canonical(), line);
        Assert.DoesNotMatch(SetupDotnet(), line);
        Assert.DoesNotContain("##", line, StringComparison.Ordinal);
        Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void ForLog_OfHostileText_IsALineAndNothingElse(string text)
    {
        foreach (var line in new[] { text, $"app  {text}", $"  + create  {text}: x", $"x: {text}" })
        {
            var safe = SafeText.ForLog(line);

            AssertHarmless(safe);
            Assert.Equal(safe, SafeText.ForLog(safe));
        }
    }

    [Theory]
    [InlineData("Orders : error CB9999: made up", "Orders : error\u00A0CB9999\u2236 made up")]
    [InlineData("no errors: fine, terror: too", "no errors: fine, terror: too")]
    [InlineData("std::vector 😀 é: an error in x", "std::vector 😀 é: an error in x")]
    public void ForLog_KeepsTheText(string text, string expected) => Assert.Equal(expected, SafeText.ForLog(text));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void CanonicalText_OfHostileText_IsTheOneFindingThatItIs(string text)
    {
        var line = CanonicalText.Line(new Diagnostic(Reports.Descriptor, DiagnosticSeverity.Info, text, new SourceLocation(text)));

        AssertHarmless(line);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void ForJson_OfHostileText_IsSafeInALogAndTheSameValue(string text)
    {
        var json = LogSafeJson.Text(new JsonObject { ["summary"] = text, [text] = new JsonArray(text, "error"), ["error"] = 1 });

        Assert.All(json.Split('\n'), AssertHarmlessLine);
        using var read = JsonDocument.Parse(json);
        Assert.Equal(text, read.RootElement.GetProperty("summary").GetString());
        Assert.Equal(text, read.RootElement.GetProperty(text)[0].GetString());

        static void AssertHarmlessLine(string line) => AssertHarmless(line.TrimEnd('\r'));
    }

    [Theory]
    [InlineData("a | b", "a \\| b")]
    [InlineData("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`")]
    [InlineData("![a](b)<img>&lt;", "!\\[a\\](b)&lt;img&gt;&amp;lt;")]
    [InlineData("@all #12 $x$ ~~y~~", "\\@all \\#12 \\$x\\$ \\~\\~y\\~\\~")]
    [InlineData("a\n# b", "a \\# b")]
    public void ForMarkdown_ShowsTheTextAsItIs(string text, string expected) => Assert.Equal(expected, SafeText.ForMarkdown(text));

    [Theory]
    [InlineData("$(X) @(Y) %(Z) %41", "%24(X) %40(Y) %25(Z) %2541")]
    [InlineData("a;b*c?", "a;b*c?")]
    [InlineData("me@contoso.com for $5", "me@contoso.com for $5")]
    public void ForMSBuild_NothingIsEvaluated(string text, string expected) => Assert.Equal(expected, SafeText.ForMSBuild(text));

    [Theory]
    [InlineData("a;b*c?", "a%3Bb%2Ac%3F")]
    [InlineData("x_V$(AZURE_CLIENT_SECRET)", "x_V%24(AZURE_CLIENT_SECRET)")]
    public void ForMSBuildItem_IsOneItem(string text, string expected) => Assert.Equal(expected, SafeText.ForMSBuildItem(text));

    [Fact]
    public void ForXml_OfAnyCharacter_CanBeWritten()
    {
        var text = string.Concat(Enumerable.Range(0, 0x10000).Select(c => (char)c)) + "😀";

        var written = new XElement("x", SafeText.ForXml(text)).ToString();

        Assert.Contains("😀", XmlConvert.VerifyXmlChars(written), StringComparison.Ordinal);
        Assert.Equal("a\tb", SafeText.ForXml("a\tb"));
        Assert.Equal("a\uFFFDb\uFFFD", SafeText.ForXml("a\u0001b" + (char)0xD800));
    }
}
