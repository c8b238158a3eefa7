using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.Entra;

public sealed class ConnectorSignInTests
{
    private static ConnectorSignIn? Find(string properties)
    {
        var content = Contoso.Content(properties: properties);
        return ConnectorSignIn.Find(ConnectorRow.Create(ProjectIdentity.Of(Contoso.Project, content), content));
    }

    private static string With(string oAuthSettings) => """{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":""" + oAuthSettings + "}}}}";

    [Fact]
    public void Find_TutorialConnector_HasItsResourceAndScope()
    {
        var signIn = Find(Contoso.Properties)!;

        var resource = Assert.Single(signIn.Resources);
        Assert.Equal(Contoso.ResourceUrl, resource.Resource);
        Assert.Equal(["user_impersonation"], resource.Scopes);
        Assert.True(signIn.IsMultiTenant);
    }

    [Fact]
    public void Find_PascalCaseAndTenant_AreRead()
    {
        var signIn = Find(With("""{"identityProvider":"AAD","customParameters":{"ResourceUri":{"value":"api://x"},"TenantId":{"value":"11111111-2222-3333-4444-555555555555"}}}"""))!;

        Assert.Equal("api://x", Assert.Single(signIn.Resources).Resource);
        Assert.False(signIn.IsMultiTenant);
    }

    [Theory]
    [InlineData("""["openid","https://graph.microsoft.com/User.Read"]""", "https://graph.microsoft.com:User.Read")]
    [InlineData("""["User.Read Mail.Read","offline_access"]""", "https://graph.microsoft.com:User.Read Mail.Read")]
    [InlineData("""["Group.ReadWrite.All offline_access"]""", "https://graph.microsoft.com:Group.ReadWrite.All")]
    [InlineData("\"User.Read,Mail.Read openid\"", "https://graph.microsoft.com:User.Read Mail.Read")]
    [InlineData("""["https://graph.microsoft.com/.default"]""", "https://graph.microsoft.com:")]
    [InlineData("""["https://graph.microsoft.com/User.Read","https://analysis.windows.net/powerbi/api/Report.Read.All"]""", "https://graph.microsoft.com:User.Read")]
    [InlineData("[]", "https://graph.microsoft.com:")]
    [InlineData("null", "https://graph.microsoft.com:")]
    public void Find_ScopesInAnyForm_AreThoseOfTheResource(string scopes, string expected)
    {
        var signIn = Find(With("""{"identityProvider":"aad","scopes":""" + scopes + ""","customParameters":{"resourceUri":{"value":"https://graph.microsoft.com"}}}"""))!;

        Assert.Equal(expected, Assert.Single(signIn.Resources.Select(r => $"{r.Resource}:{string.Join(' ', r.Scopes)}")));
    }

    [Fact]
    public void Find_NoResource_IsThatOfTheScopes()
    {
        var signIn = Find(With("""{"identityProvider":"aad","scopes":["api://x/Read","api://x/Write"]}"""))!;

        Assert.Equal(["Read", "Write"], Assert.Single(signIn.Resources).Scopes);
    }

    [Theory]
    [InlineData("""{"properties":{"connectionParameters":{}}}""")]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"oauth2"}}}}}""")]
    public void Find_OtherSignIn_IsNull(string properties) => Assert.Null(Find(properties));

    [Theory]
    [InlineData("""{"token":{"oAuthSettings":{"identityProvider":"aad","redirectUrl":"https://r""")]
    [InlineData("""{"token":{"oAuthSettings":{"identityProvider":"aad","redirectUrl":"https://r","redirectUrl":"https://s"}}}""")]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("")]
    public void AnyReader_TextThatNobodyCanRead_FindsNothingInIt(string text)
    {
        Assert.Empty(ConnectorSignIn.RedirectUrls(text));
        Assert.Empty(ConnectorSignIn.FederatedTrusts(text, null));
        Assert.Equal(text, ConnectorSignIn.Fill(text, "client", new ClientSecret("secret")));
        Assert.True(ConnectorColumns.AreSame(ConnectorColumns.ConnectionParameters, text, text));
    }

    [Fact]
    public void Fill_SetsClientIdAndSecretInEverySet()
    {
        var filled = JsonNode.Parse(ConnectorSignIn.Fill(
            """{"values":[{"parameters":{"token":{"oAuthSettings":{"identityProvider":"aad"}}}},{"parameters":{"token":{"oAuthSettings":{"identityProvider":"oauth2"}}}}]}""",
            "client", new ClientSecret("secret")))!;

        Assert.Equal("secret", (string?)filled["values"]![0]!["parameters"]!["token"]!["oAuthSettings"]!["clientSecret"]);
        Assert.Null(filled["values"]![1]!["parameters"]!["token"]!["oAuthSettings"]!["clientSecret"]);
    }

    [Fact]
    public void Fill_ReferenceToAnEnvironmentVariable_Stays()
    {
        var filled = ConnectorSignIn.Fill("""{"token":{"oAuthSettings":{"identityProvider":"aad","clientSecret":"@environmentVariables(\"contoso_Secret\")"}}}""", "client", new ClientSecret("secret"));

        Assert.DoesNotContain("\"secret\"", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void ClientSecret_InAnyText_IsHidden() => Assert.Equal("secret: ***", $"secret: {new ClientSecret("hunter2")}");
}
