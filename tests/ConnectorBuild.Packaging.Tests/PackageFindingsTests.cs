using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>What the checks of a package say, word for word; the expected findings lie in Golden/findings.txt.</summary>
public sealed class PackageFindingsTests
{
    private static readonly IReadOnlyDictionary<string, string> All = Cases().ToDictionary(c => c.Name, c => Findings(c.Solution, c.Connectors));

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_OfACase_SaysWhatIsExpected(string name)
    {
        if (!RepositoryRoot.UpdatesPages)
        {
            Assert.Equal(ExpectedTexts.Read("findings")[name], All[name]);
        }
    }

    [Fact]
    public void Expected_HasEveryCaseAndNoOther()
    {
        if (RepositoryRoot.UpdatesPages)
        {
            ExpectedTexts.Write("findings", All.Select(c => (c.Key, c.Value)));
            return;
        }

        Assert.Equal(All.Keys, ExpectedTexts.Read("findings").Keys);
    }

    private static string Findings(SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors)
    {
        var found = PackageChecks.Check(solution, connectors)
            .Select(d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.Message}\n")
            .Concat(SolutionChecks.FindLabel(solution).Select(d => $"label {d.Id}: {d.Message}\n"));
        return string.Concat(found.DefaultIfEmpty("nothing\n"));
    }

    private static IEnumerable<(string Name, SolutionManifest Solution, IReadOnlyList<ConnectorRow> Connectors)> Cases()
    {
        var sound = Contoso.Solution;
        yield return ("sound", Contoso.Complete, [Contoso.Orders, Contoso.Invoices]);
        yield return Of("no solution name", sound with { UniqueName = "" });
        yield return Of("no prefix", sound with { PublisherPrefix = "" });
        yield return Of("no names", sound with { UniqueName = "", PublisherPrefix = "" });
        yield return Of("a solution name of 65", sound with { UniqueName = new string('a', 65) });
        yield return Of("a solution name of 66", sound with { UniqueName = new string('a', 66) });
        yield return Of("a solution name with a hyphen", sound with { UniqueName = "a-b" });
        yield return Of("a publisher name that begins with a digit", sound with { PublisherName = "1a" });
        yield return Of("a prefix of two", sound with { PublisherPrefix = "ab" });
        yield return Of("a prefix of one", sound with { PublisherPrefix = "a" });
        yield return Of("a prefix of nine", sound with { PublisherPrefix = "abcdefghi" });
        yield return Of("a prefix of mscrm", sound with { PublisherPrefix = "MScrmx" });
        yield return Of("the lowest option value prefix", sound with { OptionValuePrefix = 10000 });
        yield return Of("an option value prefix that is too low", sound with { OptionValuePrefix = 9999 });
        yield return Of("the highest option value prefix", sound with { OptionValuePrefix = 99999 });
        yield return Of("an option value prefix that is too high", sound with { OptionValuePrefix = 100000 });
        yield return Of("a display name of 256", sound with { DisplayName = new string('a', 256), PublisherDisplayName = new string('b', 256) });
        yield return Of("a display name of 257", sound with { DisplayName = new string('a', 257), PublisherDisplayName = new string('b', 257) });
        yield return Of("no display names", sound with { DisplayName = "", PublisherDisplayName = " " });
        yield return Of("a display name that XML cannot hold", sound with { DisplayName = "a\u0001b" });
        yield return Of("a version that is not one", sound with { Version = "1.x" });
        yield return Of("a version of five", sound with { Version = "1.2.3.4.5" });
        yield return Of("a version with a label", sound with { Version = "1.2.3-beta.1" });
        yield return Of("texts at their limits", Texts(0));
        yield return Of("texts above their limits", Texts(1));
        yield return Of("translations", sound with
        {
            Translations =
            [
                new Translation(Translation.OfSolution, 1031) { DisplayName = new string('a', 257), Description = new string('b', 2001) },
                new Translation(Translation.OfPublisher, Translation.BaseLanguage) { DisplayName = "English" },
                new Translation("contoso_Unknown", 1036) { DisplayName = "x", Description = "a\u0002" },
            ],
        });
        yield return Of("variables", sound with
        {
            EnvironmentVariables =
            [
                new EnvironmentVariable("noprefix", "x"), new EnvironmentVariable("contoso_", "x"), new EnvironmentVariable("_x", "x"),
                new EnvironmentVariable("contoso_a-b", "x"), new EnvironmentVariable("contoso_" + new string('a', 93), "x"),
                new EnvironmentVariable("contoso_" + new string('a', 92), "x"),
                new EnvironmentVariable("contoso_Type", "x", (EnvironmentVariableType)7),
                new EnvironmentVariable("contoso_Version", "x") { IntroducedVersion = "x" },
                new EnvironmentVariable("contoso_Secret", "x", EnvironmentVariableType.Secret) { DefaultValue = "a secret" },
                new EnvironmentVariable("contoso_Texts", "a\u0001") { Description = "b\u0002", DefaultValue = "c\u0003" },
                new EnvironmentVariable("contoso_Twin", "x"), new EnvironmentVariable("CONTOSO_TWIN", "x"),
            ],
        });
        yield return Of("references", sound with
        {
            ConnectionReferences =
            [
                new ConnectionReference("a b", "x", "/providers/x"), new ConnectionReference("", "x", "/providers/x"),
                new ConnectionReference(new string('a', 200), "x", "/providers/x"), new ConnectionReference(new string('b', 201), "x", "/providers/x"),
                new ConnectionReference("contoso_none", "x", ""), new ConnectionReference("contoso_a.b-c", "x", "/providers/x"),
                new ConnectionReference("contoso_texts", "a\u0001", "b\u0002") { Description = "c\u0003" },
                new ConnectionReference("contoso_twin", "x", "/providers/x"), new ConnectionReference("CONTOSO_TWIN", "x", "/providers/x"),
            ],
        });
        yield return ("no connectors", sound, []);
        yield return ("two connectors of one name", sound, [Contoso.Orders, Contoso.Plain("CONTOSO_ORDERS", "x")]);
        yield return ("two connectors of one id", sound, [Contoso.Orders, Contoso.Invoices with { Identity = Contoso.Invoices.Identity with { RowId = Contoso.Orders.Identity.RowId } }]);
        foreach (var (what, name) in new[] { ("a slash in it", "contoso_a/b"), ("thirty characters", "contoso_" + new string('a', 22)), ("thirty-one characters", "contoso_" + new string('a', 23)), ("five hundred and one characters", new string('a', 501)), ("nothing in it", "") })
        {
            yield return ($"a connector's name with {what}", sound, [Contoso.Plain(name, "x")]);
        }

        yield return ("a connector's texts at their limits", sound, [Described(100, 1000)]);
        yield return ("a connector's texts above their limits", sound, [Described(101, 1001)]);
        yield return ("a connector's texts that XML cannot hold", sound, [Contoso.Orders with { Identity = Contoso.Orders.Identity with { DisplayName = "a\u0001", Description = "b\u0002" } }]);
        yield return ("columns of another shape", sound, [Contoso.Orders with
        {
            OpenApiDefinition = "[]", ConnectionParameters = "\"text\"", ConnectionParameterSets = "null", PolicyTemplateInstances = "{}", ScriptOperations = "7",
        }]);
        yield return ("columns that are cut off", sound, [Contoso.Orders with { OpenApiDefinition = "{\n  \"a\": ", PolicyTemplateInstances = "[1," }]);
        yield return ("a column with a name twice", sound, [Contoso.Orders with { ConnectionParameters = """{"a":1,"a":2}""" }]);
        yield return ("a secret variable that the connector refers to as a text", sound with { EnvironmentVariables = [new EnvironmentVariable("contoso_InvoicesSecret", "x")] }, [Contoso.Invoices]);

        (string, SolutionManifest, IReadOnlyList<ConnectorRow>) Of(string name, SolutionManifest solution) => (name, solution, [Contoso.Orders]);
    }

    private static SolutionManifest Texts(int more) => Contoso.Solution with
    {
        Description = new string('a', 2000 + more),
        PublisherDescription = new string('a', 2000 + more),
        PublisherEmail = new string('a', 100 + more),
        PublisherUrl = new string('a', 500 + more),
    };

    private static ConnectorRow Described(int name, int description) => Contoso.Orders with
    {
        Identity = Contoso.Orders.Identity with { DisplayName = new string('a', name), Description = new string('b', description) },
    };
}
