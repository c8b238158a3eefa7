using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Schemas that say only a part of what they describe: an <c>allOf</c> says the rest, or anything is allowed.</summary>
public sealed class CompositionTests
{
    private const string Base = """ "Base": { "type": "object", "properties": { "kind": { "type": "string" } } } """;

    [Theory]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/Base" }, { "type": "object", "required": ["kind"], "properties": { "a": { "type": "string" } } }] }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/Base" }, { "allOf": [{ "required": ["kind"], "properties": { "a": { "type": "string" } } }] }] }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/Base" }], "required": ["kind"], "properties": { "a": { "type": "string" } } }""")]
    [InlineData("""{ "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } }, "additionalProperties": { "type": "string" } }""")]
    [InlineData("""{ "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } }, "additionalProperties": true }""")]
    public void Required_WhatSomethingElseMaySupply_IsFine(string schema) =>
        Assert.DoesNotContain(Validate($"{Base}, \"Sub\": {schema}"), d => d.Id == "CB1402");

    [Theory]
    [InlineData("""{ "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } } }""")]
    [InlineData("""{ "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } }, "additionalProperties": false }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/Base" }, { "properties": { "a": { "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } } } } }] }""")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "object", "required": ["other"], "properties": { "id": { "type": "string" } } } }""")]
    public void Required_WhatNothingSupplies_IsAnErrorThatSaysWhatIsTrue(string schema)
    {
        var found = Assert.Single(Validate($"{Base}, \"Sub\": {schema}"), d => d.Id == "CB1402");

        Assert.Contains("makers get no field to fill it in", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Discriminator_InAPartOfAnAllOf_IsNotJudgedWithoutTheOthers() => Assert.DoesNotContain(
        Validate($$"""{{Base}}, "Sub": { "allOf": [{ "$ref": "#/definitions/Base" }, { "discriminator": "kind" }] }"""),
        d => d.Id == "CB1405");

    [Theory]
    [InlineData("""{ "type": "object", "additionalProperties": {} }""")]
    [InlineData("""{ "type": "object", "additionalProperties": { "description": "Anything." } }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/Base" }, { "description": "A part." }] }""")]
    public void Schema_ThatMeansAnythingOrIsAPart_NeedsNoType(string schema) =>
        Assert.DoesNotContain(Validate($"{Base}, \"Sub\": {schema}"), d => d.Id == "CB4208");

    [Theory]
    [InlineData("""{ "type": "array", "items": {} }""", "The items has no \"type\"")]
    [InlineData("""{ "type": "object", "additionalProperties": { "properties": { "a": { "type": "string" } } } }""", "This schema has no \"type\"")]
    [InlineData("""{ "type": "string", "items": { "type": "string" } }""", "'Sub' has \"items\"")]
    public void Schema_ThatIsVague_IsToldInASentence(string schema, string beginning) =>
        Assert.StartsWith(beginning, Assert.Single(Validate($"\"Sub\": {schema}"), d => d.Id == "CB4208").Message, StringComparison.Ordinal);

    [Fact]
    public void Definition_ThatExtendsOneWithADiscriminator_IsUsed()
    {
        var unused = Validate("""
            "Pet": { "type": "object", "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
            "Mammal": { "allOf": [{ "$ref": "#/definitions/Pet" }] },
            "Cat": { "allOf": [{ "$ref": "#/definitions/Mammal" }, { "type": "object" }] },
            "Plain": { "type": "object", "properties": { "a": { "type": "string" } } },
            "Other": { "allOf": [{ "$ref": "#/definitions/Plain" }] },
            "Round": { "allOf": [{ "$ref": "#/definitions/Round" }] }
            """).Where(d => d.Id == "CB4213");

        Assert.Equal(["/definitions/Other"], unused.Select(d => d.Pointer));
    }

    [Fact]
    public void Definitions_ThatExtendEachOtherManyTimes_ComeToAnEnd()
    {
        var twice = Enumerable.Range(0, 200).Select(i => $$"""
            "D{{i}}": { "allOf": [{ "$ref": "#/definitions/D{{i + 1}}" }, { "$ref": "#/definitions/D{{i + 1}}" }] }
            """);

        Assert.Contains(Validate(string.Join(",", twice) + ", \"D200\": { \"type\": \"object\", \"properties\": {} }"), d => d.Id == "CB4213");
    }

    private static IReadOnlyList<Diagnostic> Validate(string definitions)
    {
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "paths": {}, "definitions": { {{definitions}} } }""");
        return connector.Validate().Diagnostics;
    }
}
