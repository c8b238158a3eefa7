using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.Dataverse;

public sealed class ConnectorColumnsTests
{
    [Theory]
    [InlineData("openapidefinition", """{"a":1,"b":[]}""", """{ "b": [], "a": 1 }""", true)]
    [InlineData("openapidefinition", """{"a":1}""", """{"a":2}""", false)]
    [InlineData("policytemplateinstances", "[]", "null", true)]
    [InlineData("policytemplateinstances", "[]", null, true)]
    [InlineData("description", "a", "b", false)]
    [InlineData("customcodeblobcontent", "a\r\nb", "a\nb", true)]
    [InlineData("connectionparameters", """{"token":{"oAuthSettings":{"identityProvider":"aad","clientId":"x"}}}""", """{"token":{"oAuthSettings":{"identityProvider":"aad","clientId":"x","redirectUrl":"https://r","redirectMode":"GlobalPerConnector"}}}""", true)]
    [InlineData("connectionparameters", """{"token":{"oAuthSettings":{"identityProvider":"aad","clientId":"x"}}}""", """{"token":{"oAuthSettings":{"identityProvider":"aad","clientId":"y"}}}""", false)]
    [InlineData("connectionparameters", """{"token":{"oAuthSettings":{"identityProvider":"oauth2","clientId":"x"}}}""", """{"token":{"oAuthSettings":{"identityProvider":"oauth2","clientId":"x","redirectUrl":"https://r","redirectMode":"GlobalPerConnector"}}}""", true)]
    [InlineData("connectionparametersets", """{"values":[{"parameters":{"t":{"oAuthSettings":{"identityProvider":"aadcertificate","clientSecret":"s"}}}}]}""", """{"values":[{"parameters":{"t":{"oAuthSettings":{"identityProvider":"aadcertificate","redirectUrl":"https://r"}}}}]}""", true)]
    [InlineData("connectionparameters", "no JSON", """{"token":{}}""", false)]
    [InlineData("connectionparameters", """{"token":{"type":"a","type":"b"}}""", """{"token":{"type":"b"}}""", false)]
    [InlineData("connectionparameters", """{"token":{},"token":{}}""", """{ "token":{},"token":{}}""", false)]
    [InlineData("openapidefinition", """{"a":1,"a":2}""", """{"a":2}""", false)]
    public void AreSame_ComparesWhatTheTextMeans(string column, string? a, string? b, bool same) =>
        Assert.Equal(same, ConnectorColumns.AreSame(column, a, b));
}
