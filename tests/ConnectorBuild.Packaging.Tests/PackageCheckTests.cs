using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packaging.Tests;

public sealed class PackageCheckTests
{
    [Fact]
    public void Sound_HasNoFinding() => Assert.Empty(PackageChecks.Check(Contoso.Complete, [Contoso.Orders, Contoso.Invoices]));

    [Theory]
    [InlineData("With space")]
    [InlineData("Ünicode")]
    [InlineData("1first")]
    [InlineData("a.b")]
    public void SolutionName_ThatDataverseRefuses_IsAnError(string name) => AssertFinds("CB6201", Contoso.Solution with { UniqueName = name });

    [Fact]
    public void SolutionName_OfSixtyFive_IsTheLongest()
    {
        AssertFindsNothing(Contoso.Solution with { UniqueName = new string('a', 65) });
        AssertFinds("CB6201", Contoso.Solution with { UniqueName = new string('a', 66) });
    }

    [Fact]
    public void PublisherName_Empty_IsAnError() => AssertFinds("CB6201", Contoso.Solution with { PublisherName = "" });

    [Fact]
    public void NamesOfSolutionAndPublisher_Missing_AreOneError()
    {
        Assert.Equal(
            "CB6247",
            Assert.Single(
                PackageChecks.Check(
                    Contoso.Solution with { UniqueName = "", PublisherPrefix = "", PublisherName = "", DisplayName = "" }, [])).Id);
        Assert.Equal("CB6247", Assert.Single(PackageChecks.Check(Contoso.Solution with { PublisherPrefix = "", PublisherName = "" }, [])).Id);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ninechars")]
    [InlineData("1abc")]
    [InlineData("a_b")]
    [InlineData("mscrm")]
    [InlineData("MsCrmX")]
    public void Prefix_ThatDataverseRefuses_IsAnError(string prefix) => AssertFinds("CB6202", Contoso.Solution with { PublisherPrefix = prefix });

    [Theory]
    [InlineData("ab")]
    [InlineData("a1234567")]
    public void Prefix_ThatDataverseTakes_IsFine(string prefix) => AssertFindsNothing(Contoso.Solution with { PublisherPrefix = prefix });

    [Theory]
    [InlineData(9999)]
    [InlineData(100000)]
    public void OptionValuePrefix_OutOfRange_IsAnError(int value) => AssertFinds("CB6202", Contoso.Solution with { OptionValuePrefix = value });

    [Fact]
    public void TextOfSolutionOrPublisher_TooLong_IsAnError()
    {
        AssertFinds("CB6218", Contoso.Solution with { Description = new string('x', 2001) });
        AssertFinds("CB6218", Contoso.Solution with { PublisherDescription = new string('x', 2001) });
        AssertFinds("CB6218", Contoso.Solution with { PublisherEmail = new string('x', 101) });
        AssertFinds("CB6218", Contoso.Solution with { PublisherUrl = new string('x', 501) });
        AssertFinds(
            "CB6218",
            Contoso.Solution with { Translations = [new Translation(Translation.OfSolution, 1031) { DisplayName = new string('x', 257) }] });
        AssertFinds("CB6212", Contoso.Solution with { PublisherEmail = "a\u0001" });
    }

    [Theory]
    [InlineData("solution", 1033)]
    [InlineData("contoso_nowhere", 1031)]
    public void Translation_OfNothingOrInEnglish_IsLeftOutWithAWarning(string component, int language) =>
        AssertFinds("CB6219", Contoso.Solution with { Translations = [new Translation(component, language) { DisplayName = "x" }] });

    [Theory]
    [InlineData("1.x")]
    [InlineData("later")]
    public void IntroducedVersion_ThatIsNoVersion_IsAnError(string version) =>
        AssertFinds(
            "CB6214",
            Contoso.Solution with { EnvironmentVariables = [new EnvironmentVariable("contoso_A", "A") { IntroducedVersion = version }] });

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1..2")]
    [InlineData("v1.0")]
    [InlineData("1.-2")]
    [InlineData("1.99999999999")]
    [InlineData(" 1.0")]
    public void Version_ThatIsNotNumbers_IsAnError(string version) => AssertFinds("CB6203", Contoso.Solution with { Version = version });

    [Theory]
    [InlineData("1", "1.0.0.0", false)]
    [InlineData("1.2", "1.2.0.0", false)]
    [InlineData("01.2.3.4", "1.2.3.4", false)]
    [InlineData("1.2.3+sha-1", "1.2.3.0", false)]
    [InlineData("1.2.3-beta.1+sha", "1.2.3.0", true)]
    [InlineData("1.0.20260131.2147483647", "1.0.20260131.2147483647", false)]
    public void Version_OfFewerParts_IsFilledUp(string version, string expected, bool label)
    {
        Assert.True(SolutionVersion.TryNormalize(version, out var normalized, out var hasLabel));

        Assert.Equal(expected, normalized);
        Assert.Equal(label, hasLabel);
    }

    [Theory]
    [InlineData("{\"swagger\":")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{} x")]
    public void ColumnThatIsNotItsJson_IsAnError(string text)
    {
        foreach (var row in new[]
        {
            Contoso.Orders with { OpenApiDefinition = text },
            Contoso.Orders with { ConnectionParameters = text },
            Contoso.Orders with { ConnectionParameterSets = text },
        })
        {
            Assert.Equal("CB6216", Assert.Single(PackageChecks.Check(Contoso.Solution, [row])).Id);
        }
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void Nesting_IsLimitedWhereReadersStop(int depth, int expected)
    {
        var row = Contoso.Orders with { PolicyTemplateInstances = new string('[', depth) + new string(']', depth) };

        Assert.Equal(expected, PackageChecks.Check(Contoso.Solution, [row]).Count(d => d.Id == "CB6216"));
    }

    [Fact]
    public void PrereleaseLabel_IsAWarning()
    {
        var finding = Assert.Single(PackageChecks.Check(Contoso.Solution with { Version = "1.2.3-beta" }, []));

        Assert.Equal(("CB6204", DiagnosticSeverity.Warning), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contoso_a/b")]
    [InlineData("contoso_a b")]
    [InlineData("contoso_..")]
    public void ConnectorName_ThatIsNoFileName_IsAnError(string name) => AssertFinds("CB6205", Renamed(name));

    [Fact]
    public void ConnectorName_OfFiveHundred_IsTheLongest()
    {
        Assert.DoesNotContain(PackageChecks.Check(Contoso.Solution, [Renamed("c_" + new string('a', 498))]), f => f.Id == "CB6205");
        AssertFinds("CB6205", Renamed("c_" + new string('a', 499)));
    }

    [Fact]
    public void ConnectorName_OfMoreThanThirty_IsAWarningForOldTools()
    {
        Assert.Empty(PackageChecks.Check(Contoso.Solution, [Renamed("contoso_" + new string('a', 30))]));
        Assert.Equal(DiagnosticSeverity.Warning, AssertFinds("CB6206", Renamed("contoso_" + new string('a', 31))).Severity);
    }

    [Fact]
    public void DisplayNameAndDescription_AtTheirLimits_AreFine()
    {
        var identity = Contoso.Orders.Identity;

        Assert.Empty(
            PackageChecks.Check(
                Contoso.Solution,
                [Contoso.Orders with { Identity = identity with { DisplayName = new string('a', 200), Description = new string('b', 1000) } }]));
        AssertFinds("CB6207", Contoso.Orders with { Identity = identity with { DisplayName = new string('a', 201) } });
        AssertFinds("CB6207", Contoso.Orders with { Identity = identity with { DisplayName = " " } });
        AssertFinds("CB6208", Contoso.Orders with { Identity = identity with { Description = new string('b', 1001) } });
    }

    [Theory]
    [InlineData(399_999, null)]
    [InlineData(400_000, "(80 % of its limit of 500,000)")]
    [InlineData(500_000, "(100 % of its limit of 500,000)")]
    [InlineData(500_001, "(50 % of 1,000,000)")]
    [InlineData(1_000_000, "(100 % of 1,000,000)")]
    public void Definition_NearItsUncertainLimit_IsAWarningWithThePercentage(int size, string? expected)
    {
        var findings = PackageChecks.Check(Contoso.Solution, [Contoso.Orders with { OpenApiDefinition = "{" + new string(' ', size - 2) + "}" }]);

        Assert.Equal(expected is null ? 0 : 1, findings.Count);
        Assert.All(findings, f => Assert.Equal(("CB6210", DiagnosticSeverity.Warning), (f.Id, f.Severity)));
        Assert.All(findings, f => Assert.Contains(expected!, f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_OverTheirLimits_AreErrors()
    {
        var large = new string('x', 500_001);

        AssertFinds("CB6209", Contoso.Orders with { OpenApiDefinition = new string('x', 1_000_001) });
        AssertFinds("CB6209", Contoso.Orders with { ConnectionParameters = large });
        AssertFinds("CB6209", Contoso.Orders with { ConnectionParameterSets = large });
        AssertFinds("CB6209", Contoso.Orders with { PolicyTemplateInstances = large });
        AssertFinds("CB6209", Contoso.Orders with { ScriptOperations = large });
        AssertFinds("CB6209", Contoso.Orders with { CustomCode = large });
        AssertFinds("CB6209", Contoso.Orders with { IconBrandColor = new string('#', 101) });
        AssertFinds("CB6209", Contoso.Orders with { Icon = new byte[(10240 * 1024) + 1] });
    }

    [Fact]
    public void Twins_AreErrors()
    {
        AssertFinds(
            "CB6211", Contoso.Solution, Contoso.Orders,
            Contoso.Invoices with { Identity = Contoso.Invoices.Identity with { Name = "contoso_ORDERS" } });
        AssertFinds(
            "CB6211", Contoso.Solution, Contoso.Orders,
            Contoso.Invoices with { Identity = Contoso.Invoices.Identity with { RowId = Contoso.Orders.Identity.RowId } });
        AssertFinds(
            "CB6211",
            Contoso.Complete with { EnvironmentVariables = [.. Contoso.Complete.EnvironmentVariables, Contoso.Complete.EnvironmentVariables[0]] });
        AssertFinds(
            "CB6211",
            Contoso.Complete with { ConnectionReferences = [.. Contoso.Complete.ConnectionReferences, Contoso.Complete.ConnectionReferences[0]] });
    }

    [Theory]
    [InlineData(0x07)]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    [InlineData(0xFFFF)]
    public void Text_ThatXmlCannotHold_IsAnError(int character)
    {
        var text = $"before 😀 {(char)character} after";
        AssertFinds("CB6212", Contoso.Orders with { Identity = Contoso.Orders.Identity with { Description = text } });
        AssertFinds("CB6212", Contoso.Solution with { DisplayName = text });
        AssertFinds("CB6212", Contoso.Solution with { EnvironmentVariables = [new EnvironmentVariable("contoso_a", text)] });
        AssertFinds("CB6212", Contoso.Solution with { ConnectionReferences = [new ConnectionReference("contoso_a", text, "/x")] });
    }

    [Theory]
    [InlineData("""{"token":{"oAuthSettings":{"clientSecret":"s3cret"}}}""", true)]
    [InlineData("""{"token":{"OAuthSettings":{"ClientSecret":"s3cret"}}}""", true)]
    [InlineData("""{"token":{"oAuthSettings":{"clientSecret":"@environmentVariables(\"contoso_Secret\")"}}}""", false)]
    [InlineData("""{"token":{"oAuthSettings":{"clientSecret":""}}}""", false)]
    [InlineData("""{"token:clientSecret":{"type":"securestring"}}""", false)]
    [InlineData("""{"token":{"oAuthSettings":{"properties":{"clientSecret":"s3cret"}}}}""", true)]
    [InlineData("""{"token":{"oAuthSettings":{"customParameters":{"ClientSecret":{"Value":"s3cret"}}}}}""", true)]
    [InlineData("""{"token":{"oAuthSettings":{"customParameters":{"clientSecret":{"value":12345678}}}}}""", true)]
    [InlineData("""{"token":{"oAuthSettings":{"customParameters":{"clientSecret":{"value":"@environmentVariables(\"contoso_Secret\")x"}}}}}""", true)]
    [InlineData("""{"token":{"oAuthSettings":{"customParameters":{"clientSecret":{"value":"@environmentVariables(\"contoso_Secret\")"}}}}}""", false)]
    [InlineData("""{"token":{"oAuthSettings":{"customParameters":{"clientSecret":{"value":""}}}}}""", false)]
    [InlineData("""{"clientSecret":{"type":"securestring","uiDefinition":{"displayName":"Client secret","tooltip":"The secret","constraints":{"required":"true","clearText":false}}}}""", false)]
    public void Secret_InClearText_IsAnError(string parameters, bool found)
    {
        var sets = $$"""{"values":[{"parameters":{{parameters}}}]}""";

        Assert.Equal(
            found,
            PackageChecks.Check(Contoso.Solution, [Contoso.Orders with { ConnectionParameters = parameters }]).Any(f => f.Id == "CB6213"));
        Assert.Equal(
            found,
            PackageChecks.Check(Contoso.Solution, [Contoso.Orders with { ConnectionParameterSets = sets }]).Any(f => f.Id == "CB6213"));
    }

    [Fact]
    public void Secret_InAMessage_IsNeverShown()
    {
        var finding = AssertFinds("CB6213", Contoso.Orders with { ConnectionParameters = """{"token":{"oAuthSettings":{"clientSecret":"s3cret"}}}""" });

        Assert.DoesNotContain("s3cret", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EnvironmentVariableType.Secret, "s3cret", true)]
    [InlineData(EnvironmentVariableType.Secret, "https://contoso.vault.azure.net/secrets/orders", true)]
    [InlineData(EnvironmentVariableType.Secret, "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s s3cret", true)]
    [InlineData(EnvironmentVariableType.Secret, "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s\ns3cret", true)]
    [InlineData(EnvironmentVariableType.Secret, "/SUBSCRIPTIONS/1/resourcegroups/g.h_(1)/providers/microsoft.keyvault/vaults/v-1/secrets/S-1", false)]
    [InlineData(EnvironmentVariableType.Secret, "", false)]
    [InlineData(EnvironmentVariableType.Secret, null, false)]
    [InlineData(EnvironmentVariableType.Text, "s3cret", false)]
    public void DefaultOfASecretVariable_ThatIsNoKeyVaultPath_IsAnErrorAndNotShown(EnvironmentVariableType type, string? value, bool found)
    {
        var findings = PackageChecks.Check(
            Contoso.Solution with { EnvironmentVariables = [new EnvironmentVariable("contoso_a", "A", type) { DefaultValue = value }] },
            [Contoso.Orders]);

        Assert.Equal(found, findings.Any(f => f.Id == "CB6217"));
        Assert.DoesNotContain(findings, f => f.Message.Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NoPrefix")]
    [InlineData("_x")]
    [InlineData("contoso_")]
    [InlineData("contoso_a b")]
    [InlineData("contoso_../../x")]
    public void EnvironmentVariable_WithoutASchemaName_IsAnError(string name) =>
        AssertFinds("CB6214", Contoso.Solution with { EnvironmentVariables = [new EnvironmentVariable(name, "Name")] });

    [Fact]
    public void EnvironmentVariable_OfAnUnknownType_IsAnError() =>
        AssertFinds(
            "CB6214",
            Contoso.Solution with { EnvironmentVariables = [new EnvironmentVariable("contoso_a", "Name", (EnvironmentVariableType)7)] });

    [Fact]
    public void ConnectionReference_WithoutConnector_IsAnError() =>
        AssertFinds("CB6215", Contoso.Solution with { ConnectionReferences = [new ConnectionReference("contoso_a", "Name", "")] });

    [Fact]
    public void Manifest_OfAProject_TakesItsNames()
    {
        var manifest = SolutionManifest.Create(new ConnectorProject
        {
            ProjectName = "Orders",
            ProjectDirectory = "/nowhere",
            SolutionName = "ContosoConnectors",
            PublisherPrefix = "contoso",
            SolutionVersion = "3.1",
        });

        Assert.Equal(
            ("ContosoConnectors", "ContosoConnectors", "3.1", "contoso", "contoso", "contoso"),
            (manifest.UniqueName, manifest.DisplayName, manifest.Version, manifest.PublisherName, manifest.PublisherDisplayName, manifest.PublisherPrefix));
        Assert.Empty(PackageChecks.Check(manifest, [Contoso.Orders]));
    }

    [Theory]
    [InlineData("contoso", 49632)]
    [InlineData("new", 44065)]
    public void OptionValuePrefix_IsDerivedFromThePrefix(string prefix, int expected) =>
        Assert.Equal(expected, SolutionManifest.DeriveOptionValuePrefix(prefix));

    private static ConnectorRow Renamed(string name) => Contoso.Orders with { Identity = Contoso.Orders.Identity with { Name = name } };

    private static void AssertFindsNothing(SolutionManifest solution) => Assert.Empty(PackageChecks.Check(solution, []));

    private static Diagnostic AssertFinds(string code, ConnectorRow row) => AssertFinds(code, Contoso.Solution, row);

    private static Diagnostic AssertFinds(string code, SolutionManifest solution, params ConnectorRow[] rows)
    {
        var findings = PackageChecks.Check(solution, rows);
        Assert.All(findings, f => Assert.DoesNotContain('\n', f.Message));
        return Assert.Single(findings, f => f.Id == code);
    }
}
