using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Several deployment settings files as one.</summary>
public sealed class SettingsFilesTests
{
    [Theory]
    [InlineData("a=1", "a=2", "a=1")]
    [InlineData("a=", "a=2", "a=2")]
    [InlineData("a=1", "b=2", "a=1 b=2")]
    [InlineData("A=1", "a=2", "A=1")]
    [InlineData("", "a=2", "a=2")]
    [InlineData("a=1", "", "a=1")]
    public void Merge_TwoFiles_TakesTheFirstValueThatIsNotEmpty(string first, string second, string expected)
    {
        var merged = DeploymentSettings.Merge([Variables(first), Variables(second)]);

        Assert.Equal(expected, string.Join(' ', merged.EnvironmentVariables.Select(v => $"{v.SchemaName}={v.Value}")));
    }

    [Fact]
    public void Merge_ConnectionReferences_TakesConnectionAndConnectorTogether()
    {
        var merged = DeploymentSettings.Merge(
        [
            Parse("""{"ConnectionReferences":[{"LogicalName":"x_Mail","ConnectionId":"","ConnectorId":"/apis/one"}],"Other":1}"""),
            Parse("""{"ConnectionReferences":[{"LogicalName":"x_mail","ConnectionId":"c2","ConnectorId":"/apis/two"}],"Other":2}"""),
        ]);

        Assert.Equal([new ConnectionReferenceValue("x_mail", "c2", "/apis/two")], merged.ConnectionReferences);
        Assert.Contains("\"Other\": 1", Encoding.UTF8.GetString(merged.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsMissing_IsRefusedWhateverTheOthersSay() =>
        Assert.Equal("CB6241", Assert.Throws<ConnectorException>(() => SettingsFiles.Read(null, "/nowhere/settings.json")).Diagnostics[0].Id);

    [Fact]
    public void Read_NoFile_GivesNothing() => Assert.Null(SettingsFiles.Read(null, null).Merged);

    private static DeploymentSettings Variables(string text) => Parse(
        $$"""{"EnvironmentVariables":[{{string.Join(',', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).Select(v => $$"""{"SchemaName":"{{v[0]}}","Value":"{{v[1]}}"}"""))}}]}""");

    private static DeploymentSettings Parse(string json) => DeploymentSettings.Parse(Encoding.UTF8.GetBytes(json), "settings.json");
}
