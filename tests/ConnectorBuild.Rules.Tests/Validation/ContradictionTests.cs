namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Of two findings that say different things of the same slip, only the stronger is made.</summary>
public sealed class ContradictionTests
{
    [Fact]
    public void UnknownKeyword_BesideAReference_IsRefusedAndNotIgnored() =>
        Assert.Equal(["CB1407"], Find("""{ "$ref": "#/definitions/Event", "nullable": true }""", "CB1407", "CB4211"));

    [Fact]
    public void KnownKeyword_BesideAReference_IsStillToldOf() =>
        Assert.Equal(["CB1407", "CB4211"], Find("""{ "$ref": "#/definitions/Event", "nullable": true, "description": "x" }""", "CB1407", "CB4211"));

    [Fact]
    public void Required_ThatIsTrue_IsOneFinding() =>
        Assert.Equal(["CB1403"], Find("""{ "type": "string", "required": true }""", "CB1403", "CB4205"));

    [Fact]
    public void Definition_ThatAMisspeltReferenceMeans_IsNotToBeRemoved() =>
        Assert.Equal(["CB1109"], Find("""{ "$ref": "#/definitions/Evnt" }""", "CB1109", "CB4213"));

    [Fact]
    public void Definition_ThatNoReferenceMeans_IsToBeRemoved() =>
        Assert.Equal(["CB1109", "CB4213"], Find("""{ "$ref": "#/definitions/Other" }""", "CB1109", "CB4213"));

    private static IEnumerable<string> Find(string property, params string[] codes)
    {
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": { "/x": { "get": { "operationId": "GetX", "responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/Use" } } } } } },
              "definitions": { "Event": { "type": "object" }, "Use": { "type": "object", "properties": { "a": {{property}} } } } }
            """);
        return connector.Validate().Diagnostics.Select(d => d.Id).Where(codes.Contains).Order(StringComparer.Ordinal).ToList();
    }
}
