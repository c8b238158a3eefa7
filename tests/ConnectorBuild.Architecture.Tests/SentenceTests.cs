using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Architecture.Tests;

/// <summary>Texts are for people: no code decides by a sentence of our own. A service's text is read in one place for each service.</summary>
public sealed partial class SentenceTests
{
    // Who gives no code, and where its text is therefore read.
    private static readonly string[] Classifiers =
    [
        "src/ConnectorBuild.Cloud/Entra/GraphRefusals.cs",
        "src/ConnectorBuild.Cloud/Dataverse/DataverseRefusals.cs",
        "src/ConnectorBuild/CustomCode/Compiler/ScriptAttempt.cs",
        "src/ConnectorBuild.LocalCloud/Options/LocalCloudOptionsFile.cs",
        "src/ConnectorBuild.Tool/ConnectorTool.cs",
    ];

    // The summary of an operation in a definition is the author's, and rules are about it.
    private static readonly string[] AuthorsTexts = ["src/ConnectorBuild/Rules/", "src/ConnectorBuild/Conversion/"];

    [Fact]
    public void Sources_Read_DecideByNoSentence()
    {
        var found = Sources()
            .Where(f => !Classifiers.Contains(f) && !AuthorsTexts.Any(f.StartsWith))
            .SelectMany(f => File.ReadLines(RepositoryRoot.PathOf(f)).Select((line, i) => (File: f, Line: i + 1, Text: line)))
            .Where(l => Decision().IsMatch(l.Text))
            .Select(l => $"{l.File}:{l.Line}: {l.Text.Trim()}");

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("if (diagnostic.Message.Contains(\"secret\"))", true)]
    [InlineData("steps.Where(s => s.Summary == other.Summary)", true)]
    [InlineData("e.Diagnostics[0].Message is \"x\"", true)]
    [InlineData("Pattern().IsMatch(e.Message)", true)]
    [InlineData("switch (step.Summary)", true)]
    [InlineData("return $\"{step.Summary}, {d.Message.TrimEnd('.')}\"", false)]
    [InlineData("console.Write(d.Message)", false)]
    public void Decision_Line_IsSeen(string line, bool isDecision) => Assert.Equal(isDecision, Decision().IsMatch(line));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(RepositoryRoot.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(RepositoryRoot.PathOf("."), f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex("""
        \.(Message|Summary)\)?[!?]?(\.(Contains|StartsWith|EndsWith|IndexOf|Split|Equals)\(|\s*(==|!=|is\s"))|(==|!=)\s*\w+\.(Message|Summary)\b|(IsMatch|Match)\([\w.\[\]]*\.(Message|Summary)\)|switch\s*\([\w.]*\.(Message|Summary)\)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Decision();
}
