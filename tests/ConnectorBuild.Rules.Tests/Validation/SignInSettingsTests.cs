using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>What nobody can sign in with is told before a deployment.</summary>
public sealed class SignInSettingsTests
{
    [Theory]
    [InlineData("<<Please add your clientID here>>", "CB3219")]
    [InlineData("api://<<Please add your clientID here>>", "CB3219")]
    [InlineData("{{ resourceUri }}", "CB3219")]
    [InlineData("[[DUMMY]]", "CB3219")]
    [InlineData("[DUMMY_VALUE]", "CB3219")]
    [InlineData("<resource-id>", "CB3219")]
    [InlineData("YourApplicationIDURI", "CB3219")]
    [InlineData("00000000-0000-0000-0000-000000000000", "CB3219")]
    [InlineData("api://00000000-0000-0000-0000-000000000000", "CB3219")]
    [InlineData("REPLACE_ME", "CB3219")]
    [InlineData("${RESOURCE}", "CB3219")]
    [InlineData("$(ResourceUri)", "CB3219")]
    [InlineData("%RESOURCE%", "CB3219")]
    [InlineData("TODO", "CB3219")]
    [InlineData("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "CB3219")]
    [InlineData("api://your-client-id", "CB3219")]
    [InlineData("https://YOUR_API", "CB3219")]
    [InlineData("", "CB3203")]
    [InlineData("api://orders", null)]
    [InlineData("https://yourcause.fabrikam.com", null)]
    [InlineData("https://graph.microsoft.com", null)]
    public void Resource_ThatNobodyFilledIn_IsAWarningAtItsPlace(string resource, string? code)
    {
        var (found, mark) = Validate("", $"⟦\"{resource}\"⟧");

        var warnings = found.Where(d => d.Severity == DiagnosticSeverity.Warning).ToList();
        Assert.Equal(code is null ? [] : new[] { code }, warnings.Select(d => d.Id));
        Assert.All(warnings.Where(d => d.Id == "CB3219"), d => Assert.Equal(mark, MarkedConnector.PlaceOf(d)));
    }

    [Theory]
    [InlineData(""" "scopes": ["User.Read", ⟦"https://analysis.windows.net/powerbi/api/Report.Read.All"⟧] """)]
    [InlineData(""" "scopes": [⟦"User.Read https://analysis.windows.net/powerbi/api/Report.Read.All offline_access"⟧] """)]
    [InlineData(""" "scopes": ["User.Read", ⟦"api://orders/Read"⟧] """)]
    [InlineData(""" "scopes": ["User.Read", ⟦"00000009-0000-0000-c000-000000000000/Report.Read.All"⟧] """)]
    public void Scope_OfAnotherApi_IsAWarningAtItsPlace(string scopes)
    {
        var (found, mark) = Validate(scopes.Trim() + ",", "\"https://graph.microsoft.com\"");

        var warning = Assert.Single(found, d => d.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(("CB3216", mark), (warning.Id, MarkedConnector.PlaceOf(warning)));
    }

    [Theory]
    [InlineData("required", "true", "write \"true\" in quotes")]
    [InlineData("hidden", "false", "write \"false\" in quotes")]
    [InlineData("clearText", "\"true\"", "write true without quotes")]
    [InlineData("tabIndex", "\"2\"", "a number without quotes")]
    [InlineData("allowedValues", "{}", "a list")]
    public void Constraint_OfAnotherType_NamesTheRightOne(string name, string value, string advice)
    {
        var (found, mark) = MarkedConnector.Validate(""" "definitions": {} """, $$"""
            "connectionParameters": { "site": { "type": "string", "uiDefinition": { "constraints": { "{{name}}": ⟦{{value}}⟧ } } } }
            """);

        var warning = Assert.Single(found, d => d.Id == "CB3108");
        Assert.Contains(advice, warning.Message, StringComparison.Ordinal);
        Assert.Equal(mark?.Line, MarkedConnector.PlaceOf(warning)?.Line);
    }

    private static (IReadOnlyList<Diagnostic> Found, (int Line, int Column, int EndColumn)? Mark) Validate(string scopes, string resource) => MarkedConnector.Validate(
        """ "paths": {} """,
        $$"""
        "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad", "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34",
            {{(scopes.Length > 0 ? scopes : "\"scopes\": [\"Read\"],")}} "redirectMode": "GlobalPerConnector",
            "customParameters": { "loginUri": { "value": "https://login.microsoftonline.com" }, "tenantId": { "value": "common" }, "resourceUri": { "value": {{resource}} } } } } }
        """);
}
