namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class AudienceTests
{
    [Theory]
    [InlineData("https://api.fabrikam.com", "https://api.fabrikam.com/", "CB3207 1:")]
    [InlineData("https://api.fabrikam.com", "https://api.fabrikam.com", "")]
    [InlineData("{{replace_with_AzureActiveDirectoryResourceId}}", "{{replace_with_resourceUri}}", "")]
    [InlineData("@@id@@", "https://api.fabrikam.com", "")]
    public void ResourceIds_ThatDiffer_AreReportedUnlessTheyWaitToBeFilledIn(string resourceId, string resourceUri, string expected)
    {
        using var connector = new TestConnector();
        connector.WithProperties($$$"""{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad", "clientId": "x", "scopes": [], "properties": { "AzureActiveDirectoryResourceId": "{{{resourceId}}}" }, "customParameters": { "resourceUri": { "value": "{{{resourceUri}}}" } } } } } } }""");

        var found = connector.Validate().Diagnostics.Where(d => d.Id == "CB3207");

        Assert.Equal(expected, string.Join(' ', found.Select(d => $"{d.Id} {d.Location!.Value.Line}:")));
    }
}
