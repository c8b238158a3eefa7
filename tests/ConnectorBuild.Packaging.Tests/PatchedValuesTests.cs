using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>What patches of environments change, as environment variables of one package.</summary>
public sealed class PatchedValuesTests
{
    private const string Settings = "/properties/connectionParameters/token/oAuthSettings";
    private const string Reference = "@environmentVariables(\"contoso_x\")";

    [Theory]
    [InlineData(true, "/host", "a", "b", true)]
    [InlineData(true, "/basePath", "a", "b", true)]
    [InlineData(true, "/info/title", "a", "b", false)]
    [InlineData(false, "/host", "a", "b", false)]
    [InlineData(false, Settings + "/clientId", "a", "b", true)]
    [InlineData(false, Settings + "/scopes", "a", "b", true)]
    [InlineData(false, Settings + "/scopes/0", "a", "b", true)]
    [InlineData(false, Settings + "/scopes/x", "a", "b", false)]
    [InlineData(false, Settings + "/customParameters/loginUri/value", "a", "b", true)]
    [InlineData(false, Settings + "/customParameters/tenantId/value", "a", "b", true)]
    [InlineData(false, Settings + "/customParameters/ResourceUri/value", "a", "b", true)]
    [InlineData(false, Settings + "/properties/AzureActiveDirectoryResourceId", "a", "b", true)]
    [InlineData(false, "/properties/connectionParameterSets/values/0/parameters/token/oAuthSettings/clientId", "a", "b", true)]
    [InlineData(false, "/properties/iconBrandColor", "a", "b", false)]
    [InlineData(true, "/host", Reference, "b", false)]
    [InlineData(true, "/host", "a", Reference, false)]
    public void IsPackable_Place_IsOneOfTheSignInOrTheAddress(bool isDefinition, string pointer, string was, string becomes, bool expected) =>
        Assert.Equal(expected, PatchedValues.IsPackable(isDefinition, pointer, was, becomes));

    [Fact]
    public void Apply_ChangedAddressAndSignIn_AreVariablesWithTheBaseFilesDefaults()
    {
        var patched = new PatchedValues(Identity);
        Add(patched, "test", isDefinition: true, Definition("a.example", "/v1"), Definition("t.example", "/v2"));
        Add(patched, "prod", isDefinition: true, Definition("a.example", "/v1"), Definition("p.example", "/v1"));
        Add(patched, "test", isDefinition: false, Properties("r", "One", "Two"), Properties("rt", "One", "Three"));
        Add(patched, "prod", isDefinition: false, Properties("r", "One", "Two"), Properties("r", "Four", "Two"));

        var (content, variables, values) = patched.Apply(Content(Definition("a.example", "/v1"), Properties("r", "One", "Two")), ["test", "prod", "other"]);

        Assert.Empty(patched.Diagnostics);
        Assert.Equal(
            ["contoso_orders_BasePath=v1", "contoso_orders_Host=a.example", "contoso_orders_Resource=r", "contoso_orders_Scope=One", "contoso_orders_Scope_2=Two"],
            variables.Select(v => $"{v.SchemaName}={v.DefaultValue}"));
        Assert.Equal("v2 t.example rt One Three", Values("test"));
        Assert.Equal("v1 p.example r Four Two", Values("prod"));
        Assert.Equal("v1 a.example r One Two", Values("other"));
        Assert.Equal(
            Definition("@environmentVariables(\\\"contoso_orders_Host\\\")", "/@environmentVariables(\\\"contoso_orders_BasePath\\\")"),
            Encoding.UTF8.GetString(content.Definition.Span));
        Assert.Equal(
            Properties(
                "@environmentVariables(\\\"contoso_orders_Resource\\\")", "@environmentVariables(\\\"contoso_orders_Scope\\\")",
                "@environmentVariables(\\\"contoso_orders_Scope_2\\\")"),
            Encoding.UTF8.GetString(content.Properties.Span));

        string Values(string environment) => string.Join(' ', variables.Select(v => values[environment][v.SchemaName]));
    }

    [Fact]
    public void Apply_NothingChanged_LeavesTheContent()
    {
        var patched = new PatchedValues(Identity);
        Add(patched, "test", isDefinition: false, """{"properties":{}}""", """{"properties":{}}""");
        var content = Content(Definition("a", "/"), """{"properties":{}}""");

        var (same, variables, values) = patched.Apply(content, ["test"]);

        Assert.Same(content, same);
        Assert.Empty(variables);
        Assert.Empty(values["test"]);
    }

    [Fact]
    public void Add_ClientId_IsLeftToTheDeployment()
    {
        var patched = new PatchedValues(Identity);
        const string file = """{"properties":{"connectionParameters":{"token":{"oAuthSettings":{"clientId":"ID"}}}}}""";
        Add(patched, "test", isDefinition: false, file, file.Replace("ID", "2", StringComparison.Ordinal));

        Assert.Empty(patched.Diagnostics);
        Assert.Empty(patched.Apply(Content(Definition("a", "/"), file), ["test"]).Variables);
    }

    [Theory]
    [InlineData("""{"host":"a"}""", """{"host":"a","info":1}""", "adds /info")]
    [InlineData("""{"host":"a"}""", "{}", "removes /host")]
    [InlineData("{}", """{"host":"a"}""", "adds /host")]
    [InlineData("""{"host":"a"}""", """{"host":1}""", "changes /host")]
    [InlineData("""{"info":"a"}""", """{"info":"b"}""", "changes /info")]
    [InlineData("{}", "[]", "changes the whole file")]
    [InlineData("""{"host":"a"}""", """{"host":"@environmentVariables(\"contoso_x\")"}""", "changes /host")]
    [InlineData("""{"host":"@environmentVariables(\"contoso_x\")"}""", """{"host":"a"}""", "changes /host")]
    public void Add_WhatCannotBeAVariable_IsReported(string original, string becomes, string expected)
    {
        var patched = new PatchedValues(Identity);
        Add(patched, "test", isDefinition: true, original, becomes);

        var finding = Assert.Single(patched.Diagnostics);
        Assert.Equal("CB6243", finding.Id);
        Assert.StartsWith($"The patch of environment 'test' {expected}, and", finding.Message, StringComparison.Ordinal);
    }

    private static ConnectorIdentity Identity => new(Guid.NewGuid(), "contoso_orders", "Orders", "");

    private static ConnectorContent Content(string definition, string properties) =>
        new() { Definition = Encoding.UTF8.GetBytes(definition), Properties = Encoding.UTF8.GetBytes(properties) };

    private static void Add(PatchedValues patched, string environment, bool isDefinition, string original, string becomes) =>
        patched.Add(environment, isDefinition, EnvironmentDifference.Find(Parse(original), Parse(becomes)));

    private static string Definition(string host, string basePath) => $$"""{"host":"{{host}}","basePath":"{{basePath}}"}""";

    // A resource is written twice, and both places share a variable.
    private static string Properties(string resource, params string[] scopes) =>
        "{\"properties\":{\"connectionParameters\":{\"token\":{\"oAuthSettings\":{\"scopes\":[" + string.Join(',', scopes.Select(s => $"\"{s}\""))
            + "],\"customParameters\":{\"resourceUri\":{\"value\":\"" + resource + "\"}},\"properties\":{\"AzureActiveDirectoryResourceId\":\"" + resource + "\"}}}}}}";

    private static SourceDocument Parse(string text) =>
        TolerantJsonReader.Read(new TextSourceMap("file.json", Encoding.UTF8.GetBytes(text), isAscii: true), Encoding.UTF8.GetBytes(text), [])!;
}
