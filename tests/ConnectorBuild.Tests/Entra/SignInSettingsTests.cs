using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Tests.Entra;

public sealed class SignInSettingsTests
{
    public static TheoryData<string, string, string> Spellings()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var settings in (string[])["oAuthSettings", "oauthSettings", "OAuthSettings", "OAUTHSETTINGS"])
        {
            foreach (var provider in (string[])["identityProvider", "IdentityProvider", "identityprovider"])
            {
                foreach (var value in (string[])["aad", "AAD", "oauth2", "aadcertificate"])
                {
                    data.Add(settings, provider, value);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Entra_InAnyLetterCase_IsWhatTheRulesTakeForEntra(string settings, string provider, string value)
    {
        var parameter = """{"type":"oauthSetting","SETTINGS":{"PROVIDER":"VALUE","ClientId":"x","Scopes":["Read"],"CustomParameters":{"ResourceUri":{"Value":"api://x"},"TENANTID":{"value":"Common"}}}}"""
            .Replace("SETTINGS", settings, StringComparison.Ordinal).Replace("PROVIDER", provider, StringComparison.Ordinal)
                .Replace("VALUE", value, StringComparison.Ordinal);
        var content = Contoso.Content(properties: """{"properties":{"connectionParameters":{"token":PARAMETER}}}""".Replace("PARAMETER", parameter, StringComparison.Ordinal));
        var rules = new OAuthSettings(
            new ConnectionParameterSite(
                SourceFile.Read(
                    "apiProperties.json", Encoding.UTF8.GetBytes(parameter), TestContext.Current.CancellationToken).Document!.Root,
                null));

        var row = ConnectorRow.Create(ProjectIdentity.Of(Contoso.Project, content), content);
        var signIn = ConnectorSignIn.Find(row);

        Assert.Equal(value.Equals("aad", StringComparison.OrdinalIgnoreCase), rules.IsEntra);
        Assert.Equal(rules.IsEntra, signIn is not null);
        if (signIn is not null)
        {
            Assert.Equal("api://x: Read", Assert.Single(signIn.Resources.Select(r => $"{r.Resource}: {string.Join(' ', r.Scopes)}")));
            Assert.True(signIn.IsMultiTenant);
            var filled = JsonNode.Parse(
                ConnectorSignIn.Fill(row.ConnectionParameters, "client", new ClientSecret("secret")))!["token"]!["oAuthSettings"]!;
            Assert.Equal(
                ("aad", "client", "secret"),
                (((string?)filled["identityProvider"])!.ToLowerInvariant(), (string?)filled["clientId"], (string?)filled["clientSecret"]));
        }
    }

    [Theory]
    [InlineData("""{"token":{"oauthSettings":{"ClientId":"x"}}}""", "oauthSettings", """{"token":{"oAuthSettings":{"clientId":"x"}}}""")]
    [InlineData("""{"token":{"oAuthSettings":{"clientid":"x","customParameters":{"LoginUri":{}}}}}""", "clientid", """{"token":{"oAuthSettings":{"clientId":"x","customParameters":{"LoginUri":{}}}}}""")]
    [InlineData("""{"values":[{"parameters":{"t":{"OauthSettings":{}}}}]}""", "OauthSettings", """{"values":[{"parameters":{"t":{"oAuthSettings":{}}}}]}""")]
    [InlineData("""{"token":{"oAuthSettings":{"clientId":"x","ClientId":"y"}}}""", "ClientId", """{"token":{"oAuthSettings":{"clientId":"x"}}}""")]
    [InlineData("""{"ClientId":{"type":"string"}}""", null, """{"ClientId":{"type":"string"}}""")]
    [InlineData("""{"token":{"oauthSettings":"none"}}""", null, """{"token":{"oauthSettings":"none"}}""")]
    [InlineData("null", null, "null")]
    public void Canonical_HasThePlatformsLetterCase(string json, string? misspelling, string canonical)
    {
        var node = JsonNode.Parse(json);

        Assert.Equal(misspelling, SignInSettings.Misspelling(node));
        Assert.Equal(canonical, SignInSettings.Canonical(node)?.ToJsonString() ?? "null");
        Assert.Equal(json, node?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("@environmentVariables(\"contoso_Host\")", true, true)]
    [InlineData("@EnvironmentVariables(\"contoso_Host\")", true, true)]
    [InlineData("/@ENVIRONMENTVARIABLES(\"contoso_Host\")", true, false)]
    [InlineData("@environmentVariables(contoso_Host)", false, false)]
    [InlineData("contoso_Host", false, false)]
    public void VariableReference_InAnyLetterCase_IsOne(string text, bool isIn, bool isWhole)
    {
        Assert.Equal((isIn, isWhole), (VariableReference.IsIn(text), VariableReference.IsWhole(text)));
        Assert.Equal(text.Contains('@', StringComparison.Ordinal), VariableText.IsReference(text));
        Assert.Equal(isIn ? ["contoso_Host"] : [], VariableReference.Names(text));
        Assert.DoesNotContain("@EnvironmentVariables", VariableReference.Canonical(text), StringComparison.Ordinal);
    }
}
