namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>"Did you mean": the slips of a keyboard are found, and the right name is never called the wrong one.</summary>
public sealed class HintTests
{
    [Theory]
    [InlineData("Itme", "Item")]
    [InlineData("Iem", "Item")]
    [InlineData("item", "Item")]
    [InlineData("Custmoer", "Customer")]
    [InlineData("Csutmoer", "Customer")]
    public void Reference_ToAMisspeltName_NamesTheRightOne(string written, string meant) =>
        Assert.Contains($"(did you mean '{meant}'?)", OfReference($"#/definitions/{written}", "CB1109"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Cats")]
    [InlineData("Time")]
    public void Reference_ToSomethingElse_NamesNothing(string written) =>
        Assert.DoesNotContain("did you mean", OfReference($"#/definitions/{written}", "CB1109"), StringComparison.Ordinal);

    [Theory]
    [InlineData("#/definition/Item")]
    [InlineData("#/components/schemas/Item")]
    [InlineData("#definitions/Item")]
    [InlineData("definitions/Item")]
    [InlineData("#/parameters/Item")]
    [InlineData("#/definition/Itme")]
    [InlineData("Item")]
    public void Reference_ByAWrongWay_NamesTheRightOne(string written) =>
        Assert.Contains("did you mean '#/definitions/Item'?", OfReference(written, "CB1110"), StringComparison.Ordinal);

    [Theory]
    [InlineData("item.json#/Item")]
    [InlineData("https://fabrikam.com/Item")]
    [InlineData("#/definitions/Customer/properties/Item")]
    [InlineData("#/parameters/Items")]
    public void Reference_ToAnotherPlace_NamesNothing(string written) =>
        Assert.DoesNotContain("did you mean", OfReference(written, "CB1110"), StringComparison.Ordinal);

    [Fact]
    public void CustomParameter_WithAMisspeltName_IsToBeRenamed()
    {
        var message = OfSignIn("aad", """ "resourceUrl": { "value": "api://items" }, "loginUri": { "value": "https://login.microsoftonline.com" }, "tenantId": { "value": "common" } """, "CB3203");

        Assert.Contains("'resourceUrl' is there; rename it", message, StringComparison.Ordinal);
        Assert.DoesNotContain("did you mean", message, StringComparison.Ordinal);
    }

    [Fact]
    public void CustomParameter_ThatIsMissing_IsToBeAdded() => Assert.DoesNotContain("rename",
        OfSignIn("aad", """ "resourceUri": { "value": "api://items" }, "loginUriAAD": { "value": "x" }, "tenantId": { "value": "common" } """, "CB3203"), StringComparison.Ordinal);

    [Fact]
    public void OAuthAddress_WithAMisspeltName_IsToBeRenamed() => Assert.Contains("'tokenUri' is there; rename it",
        OfSignIn("oauth2", """ "authorizationUrl": { "value": "https://a" }, "tokenUri": { "value": "https://a" }, "refreshUrl": { "value": "https://a" } """, "CB3204"), StringComparison.Ordinal);

    [Fact]
    public void PolicyParameter_WithAMisspeltName_IsToBeRenamed()
    {
        using var connector = new TestConnector().WithProperties("""
            { "properties": { "connectionParameters": {}, "policyTemplateInstances": [{ "templateId": "setheader", "title": "x", "parameters": {
              "x-ms-apimTemplateParameter.nmae": "a", "x-ms-apimTemplateParameter.value": "b" } }] } }
            """);

        var message = Assert.Single(connector.Validate().Diagnostics, d => d.Id == "CB2505").Message;

        Assert.Contains("'x-ms-apimTemplateParameter.nmae' is there; rename it, or add it", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Item", "Itme", 1)]
    [InlineData("abc", "cab", 2)]
    [InlineData("abcd", "badc", 2)]
    [InlineData("", "abc", 3)]
    [InlineData("API", "api", 0)]
    public void Distance_CountsASwapOnce(string left, string right, int expected)
    {
        Assert.Equal(expected, Similar.Distance(left, right));
        Assert.Equal(expected, Similar.Distance(right, left));
    }

    private static string OfReference(string reference, string code)
    {
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {}, "parameters": { "Items": { "name": "i", "in": "query", "type": "string" } }, "definitions": {
              "Item": { "type": "object" }, "Customer": { "type": "object", "properties": { "item": { "$ref": "{{reference}}" } } } } }
            """);
        return Assert.Single(connector.Validate().Diagnostics, d => d.Id == code).Message;
    }

    private static string OfSignIn(string provider, string custom, string code)
    {
        using var connector = new TestConnector().WithProperties($$"""
            { "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "{{provider}}", "clientId": "x", "scopes": [], "customParameters": { {{custom}} } } } } } }
            """);
        return Assert.Single(connector.Validate().Diagnostics, d => d.Id == code).Message;
    }
}
