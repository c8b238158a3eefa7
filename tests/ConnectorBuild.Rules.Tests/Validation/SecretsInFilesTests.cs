using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Where a client secret may stand in <c>apiProperties.json</c>, and that it goes no further from there.</summary>
public sealed class SecretsInFilesTests
{
    private const string Secret = "h7Tq2Lm9Vx4Bn8Rz";

    [Theory]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"clientSecret":"S"}}}}}""")]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"properties":{"ClientSecret":"S"}}}}}}""")]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"customParameters":{"clientSecret":{"value":"S"}}}}}}}""")]
    [InlineData("""{"properties":{"connectionParameterSets":{"values":[{"name":"a","parameters":{"token":{"type":"oauthSetting","oAuthSettings":{"properties":{"clientSecret":"S"}}}}}]}}}""")]
    [InlineData("""{"properties":{},"clientSecret":"S"}""")]
    [InlineData("""{"properties":{"clientSecret":"S"}}""")]
    public void Secret_WhereverItStands_IsWarnedOfAndTakenOut(string properties)
    {
        using var connector = new TestConnector().WithProperties(properties.Replace("\"S\"", $"\"{Secret}\"", StringComparison.Ordinal));

        var result = connector.Validate();

        var finding = Assert.Single(result.Diagnostics, d => d.Id == "CB3201");
        Assert.Equal(
            (DiagnosticSeverity.Warning, properties.IndexOf("\"S\"", StringComparison.Ordinal) + 1),
            (finding.Severity, finding.Location!.Value.Column));
        Assert.DoesNotContain(result.Diagnostics, d => d.Message.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(LiteralSecrets.Without(result.Content!.Properties).Span), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Secret,
            ConnectorRow.Create(
                ProjectIdentity.Of(connector.Project with { SolutionName = "Contoso", PublisherPrefix = "contoso" }, result.Content),
                result.Content).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"properties":{"connectionParameters":{"clientSecret":{"type":"securestring","uiDefinition":{"displayName":"Client secret","description":"The secret","tooltip":"The secret","constraints":{"tabIndex":2,"clearText":false,"required":"true"}}}}}}""")]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"customParameters":{"clientSecret":{"value":"@environmentVariables(\"contoso_Secret\")"}}}}}}}""")]
    [InlineData("""{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"clientSecret":null,"properties":{"clientSecret":""}}}}}}""")]
    public void Member_WithoutASecret_IsLeft(string properties)
    {
        using var connector = new TestConnector().WithProperties(properties);

        var result = connector.Validate();

        Assert.DoesNotContain(result.Diagnostics, d => d.Id == "CB3201");
        Assert.Equal(result.Content!.Properties, LiteralSecrets.Without(result.Content.Properties));
    }

    [Fact]
    public void Placeholder_InCustomParameters_IsAnInfo()
    {
        using var connector = new TestConnector().WithProperties(
            """{"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"customParameters":{"clientSecret":{"value":"<your client secret>"}}}}}}}""");

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(connector.Validate().Diagnostics, d => d.Id == "CB3201").Severity);
    }
}
