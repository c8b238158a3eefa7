using System.Text;
using System.Text.Json;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

public sealed class DeploymentSettingsTests
{
    [Fact]
    public void Parse_SettingsWithATextThatIsNotUnicode_AreRefused()
    {
        var refusal = Assert.Throws<ConnectorException>(
            () => DeploymentSettings.Parse(Encoding.UTF8.GetBytes("""{"Other":[{"x":"\uD800"}]}"""), "settings.json"));

        Assert.Equal("CB6241", refusal.Diagnostics[0].Id);
    }

    [Theory]
    [InlineData("environmentvariables", "EnvironmentVariables")]
    [InlineData("connectionReferences", "ConnectionReferences")]
    public void Parse_SettingsWithAListInAnotherCase_NameTheRightOne(string misspelt, string right)
    {
        var refusal = Assert.Throws<ConnectorException>(
            () => DeploymentSettings.Parse(Encoding.UTF8.GetBytes($$"""{"{{misspelt}}":[]}"""), "settings.json"));

        Assert.Contains($"'{misspelt}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{right}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SettingsThatAreNotJson_AreRefusedAtTheirPlace()
    {
        var refusal = Assert.Throws<ConnectorException>(() => DeploymentSettings.Parse("{\n  x"u8.ToArray(), "settings.json"));

        var place = refusal.Diagnostics[0].Location!.Value;
        Assert.Equal((2, 3), (place.Line, place.Column));
    }

    private const string OfDev = "/providers/Microsoft.PowerApps/apis/shared_contoso-5finvoices-5f0123456789abcdef";
    private const string InTest = "shared_contoso-5finvoices-5ffedcba9876543210";

    private const string Pac = $$"""
        {
          "EnvironmentVariables": [
            { "SchemaName": "contoso_Host", "Value": "test.contoso.com", "TypeId": 100000000, "Future": { "x": 1 } }
          ],
          "ConnectionReferences": [
            { "LogicalName": "contoso_invoices", "ConnectionId": "5d4f", "ConnectorId": "{{OfDev}}" },
            { "LogicalName": "contoso_Dataverse", "ConnectionId": "", "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps" }
          ],
          "Unknown": "kept"
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void PacsFile_IsRead(string bom)
    {
        var settings = Parse(bom + Pac);

        Assert.Equal([new EnvironmentVariableValue("contoso_Host", "test.contoso.com")], settings.EnvironmentVariables);
        Assert.Equal(new ConnectionReferenceValue("contoso_invoices", "5d4f", OfDev), settings.ConnectionReferences[0]);
    }

    [Fact]
    public void OlderShape_WithoutConnections_IsRead() =>
        Assert.Empty(Parse("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":"c"}]}""").ConnectionReferences);

    [Theory]
    [InlineData("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":5}]}""")]
    [InlineData("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":true}]}""")]
    [InlineData("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":{"x":1}}]}""")]
    [InlineData("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":"c"},{"SchemaName":"A_B","Value":"d"}]}""")]
    [InlineData("""{"ConnectionReferences":[{"LogicalName":"a_b","ConnectionId":5,"ConnectorId":""}]}""")]
    [InlineData("""{"ConnectionReferences":[{"LogicalName":"a_b","ConnectionId":"","ConnectorId":[]}]}""")]
    [InlineData("""{"ConnectionReferences":[{"LogicalName":"a_b"},{"LogicalName":"a_b"}]}""")]
    [InlineData("""{"environmentVariables":[{"SchemaName":"a_b","Value":"c"}]}""")]
    [InlineData("""{"connectionreferences":[]}""")]
    public void ValueThatWouldBePassedOver_IsAnError(string text) =>
        Assert.Equal("CB6241", Assert.Single(Assert.Throws<ConnectorException>(() => Parse(text)).Diagnostics).Id);

    [Fact]
    public void ValueThatIsNull_IsNone() => Assert.Equal("", Parse("""{"EnvironmentVariables":[{"SchemaName":"a_b","Value":null}]}""").EnvironmentVariables[0].Value);

    [Fact]
    public void UnknownKeys_AreKept()
    {
        using var expected = JsonDocument.Parse(Pac);
        using var actual = JsonDocument.Parse(Parse(Pac).ToJson());

        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement));
        Assert.EndsWith("}\n", Encoding.UTF8.GetString(Parse(Pac).ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void CustomConnector_OfAKnownReference_GetsTheTargetsId()
    {
        var reference = new ConnectionReference("contoso_INVOICES", "Invoices", OfDev) { CustomConnectorRowId = Contoso.Invoices.Identity.RowId };

        // An id that nothing but the row id connects with the former one.
        var result = Parse(Pac).Retarget(
            [reference], new Dictionary<Guid, string> { [Contoso.Invoices.Identity.RowId] = "shared_renamed-5f0000000000000000" });

        Assert.Empty(result.Diagnostics);
        Assert.Equal("/providers/Microsoft.PowerApps/apis/shared_renamed-5f0000000000000000", result.Settings.ConnectionReferences[0].ConnectorId);
        Assert.Equal("5d4f", result.Settings.ConnectionReferences[0].ConnectionId);
        Assert.EndsWith("shared_commondataserviceforapps", result.Settings.ConnectionReferences[1].ConnectorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shared_contoso-5finvoices-5f0123456789abcdef")]
    [InlineData("shared_contoso-5finvoices-5f0123456789abcdef-5faaaabbbbccccdddd")]
    [InlineData("shared_contoso-5finvoices")]
    [InlineData("shared_contoso-5FINVOICES")]
    public void CustomConnector_OfAnUnknownReference_IsMatchedByItsStem(string former)
    {
        var settings = Parse(Pac.Replace("shared_contoso-5finvoices-5f0123456789abcdef", former, StringComparison.Ordinal));

        var result = settings.Retarget([], new Dictionary<Guid, string> { [Guid.Empty] = InTest });

        Assert.Empty(result.Diagnostics);
        Assert.Equal("/providers/Microsoft.PowerApps/apis/" + InTest, result.Settings.ConnectionReferences[0].ConnectorId);
    }

    [Theory]
    [InlineData("shared_office365")]
    [InlineData("shared_contoso-5finvoice")]
    [InlineData("shared_other-5finvoices")]
    public void AnotherConnector_IsKept(string other)
    {
        var settings = Parse(Pac.Replace("shared_contoso-5finvoices-5f0123456789abcdef", other, StringComparison.Ordinal));

        var result = settings.Retarget(
            [],
            new Dictionary<Guid, string> { [Guid.Empty] = InTest, [Contoso.Orders.Identity.RowId] = "shared_office365-5f0123456789abcdef" });

        Assert.Equal("/providers/Microsoft.PowerApps/apis/" + other, result.Settings.ConnectionReferences[0].ConnectorId);
    }

    [Fact]
    public void CustomConnector_ThatTheTargetLacksOrHasTwice_IsKeptWithAWarning()
    {
        var none = Parse(Pac).Retarget([], new Dictionary<Guid, string> { [Guid.Empty] = "shared_contoso-5forders-5ffedcba9876543210" });
        var two = Parse(Pac).Retarget(
            [], new Dictionary<Guid, string> { [Guid.Empty] = InTest, [Contoso.Orders.Identity.RowId] = InTest + "-5faaaabbbbccccdddd" });

        Assert.All([none, two], result =>
        {
            Assert.Equal("CB6242", Assert.Single(result.Diagnostics).Id);
            Assert.Equal(OfDev, result.Settings.ConnectionReferences[0].ConnectorId);
        });
    }

    [Theory]
    [InlineData("""{"EnvironmentVariables":[],"ConnectionReferences":[{"LogicalName":"contoso_DATAVERSE","ConnectionId":"5d4f","ConnectorId":"x"}]}""", "contoso_DATAVERSE 5d4f", "contoso_invoices ")]
    [InlineData("""{"EnvironmentVariables":[]}""", "contoso_Dataverse ", "contoso_invoices ")]
    public void References_ThatTheFormerSettingsDoNotName_AreAdded(string former, params string[] expected)
    {
        var result = Parse(former).Retarget(
            Contoso.Complete.ConnectionReferences, new Dictionary<Guid, string> { [Contoso.Invoices.Identity.RowId] = InTest });

        Assert.Empty(result.Diagnostics);
        Assert.Equal(expected, result.Settings.ConnectionReferences.Select(r => $"{r.LogicalName} {r.ConnectionId}"));
        Assert.Equal("/providers/Microsoft.PowerApps/apis/" + InTest, result.Settings.ConnectionReferences[1].ConnectorId);
    }

    [Fact]
    public void Retargeting_LeavesTheFormerSettingsAlone()
    {
        var settings = Parse(Pac);
        var before = settings.ToJson();

        settings.Retarget([], new Dictionary<Guid, string> { [Guid.Empty] = InTest });

        Assert.Equal(before, settings.ToJson());
    }

    [Fact]
    public void NewSettings_HaveAllVariablesAndReferencesInOrder()
    {
        var settings = DeploymentSettings.Create(Contoso.Complete);

        Assert.Equal(
            [new EnvironmentVariableValue("contoso_InvoicesHost", ""), new EnvironmentVariableValue("contoso_InvoicesSecret", "")],
            settings.EnvironmentVariables);
        Assert.Equal(["contoso_Dataverse", "contoso_invoices"], settings.ConnectionReferences.Select(r => r.LogicalName));
        Assert.Equal(Golden.Read("deployment-settings.json"), Encoding.UTF8.GetString(settings.ToJson()).TrimEnd('\n'));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("[]", 0)]
    [InlineData("{\n  \"EnvironmentVariables\": [}", 2)]
    [InlineData("{\"a\":1,\"a\":2}", 0)]
    [InlineData("""{"EnvironmentVariables":{}}""", 0)]
    [InlineData("""{"EnvironmentVariables":[{"Value":"x"}]}""", 0)]
    [InlineData("""{"ConnectionReferences":[null]}""", 0)]
    public void AnotherShape_IsRefused(string json, int line)
    {
        var failure = Assert.Throws<ConnectorException>(() => Parse(json));

        Assert.Equal("CB6241", failure.Diagnostics[0].Id);
        Assert.Equal(("settings.test.json", line), (failure.Diagnostics[0].Location!.Value.File, failure.Diagnostics[0].Location!.Value.Line));
    }

    private static DeploymentSettings Parse(string text) => DeploymentSettings.Parse(Encoding.UTF8.GetBytes(text), "settings.test.json");
}
