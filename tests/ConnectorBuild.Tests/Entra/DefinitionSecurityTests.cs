using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.Entra;

public sealed class DefinitionSecurityTests
{
    private const string Declared = """{"oauth2":{"type":"oauth2","scopes":{"Mail.Read":"","https://analysis.windows.net/powerbi/api/Report.Read.All":""}}}""";

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"securityDefinitions":DECLARED}""", "Mail.Read")]
    [InlineData("""{"securityDefinitions":DECLARED,"security":[{"oauth2":[]}]}""", "Mail.Read")]
    [InlineData("""{"securityDefinitions":DECLARED,"security":[{"oauth2":["User.Read","openid"]}]}""", "User.Read")]
    [InlineData("""{"security":[{"oauth2":["https://graph.microsoft.com/.default"]}],"paths":{"/me":{"parameters":[],"get":{"security":[{"oauth2":["https://graph.microsoft.com/User.Read"]}]}}}}""", "User.Read")]
    [InlineData("""{"security":{"oauth2":["User.Read"]},"paths":[],"securityDefinitions":7}""", "")]
    public void Scopes_AreThoseOfTheResource(string definition, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DefinitionSecurity.Scopes(
                JsonNode.Parse(definition.Replace("DECLARED", Declared, StringComparison.Ordinal)), "https://graph.microsoft.com/"));

    [Fact]
    public void PathWords_LeaveVariablesOut() =>
        Assert.Equal(["me", "messages", "groups"], DefinitionSecurity.PathWords(JsonNode.Parse("""{"paths":{"/me/messages/{id}":{},"/groups":{},"/Me":{}}}""")));
}
