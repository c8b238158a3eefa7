using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Adoption;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>What changed in an environment that imports packages is divided between base file and patch.</summary>
public sealed class DividingChangesTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"h":1}""", """{"a":2,"h":1}""", """{"a":2}""", """{"h":1}""")]
    [InlineData("""{"a":1,"h":0}""", """{"h":1}""", """{"a":1,"h":2}""", """{"a":1,"h":0}""", """{"h":2}""")]
    [InlineData("""{"a":1,"h":0}""", """{"h":1}""", """{"a":1,"h":0}""", """{"a":1,"h":0}""", """{}""")]
    [InlineData("""{"h":1}""", """{"h":1}""", """{"h":1,"b":2}""", """{"h":1,"b":2}""", """{"h":1}""")]
    [InlineData("""{"o":{"x":1,"y":1}}""", """{"o":{"x":2}}""", """{"o":{"x":3,"y":4}}""", """{"o":{"x":1,"y":4}}""", """{"o":{"x":3}}""")]
    [InlineData("""{"o":{"x":1,"y":1}}""", """{"o":{"x":2}}""", """{"o":{"x":2}}""", """{"o":{"x":1}}""", """{"o":{"x":2}}""")]
    [InlineData("""{"a":1,"h":0}""", """{"h":1}""", """{"h":1}""", """{"h":0}""", """{"h":1}""")]
    [InlineData("""{"h":0}""", """{"h":1}""", """{}""", """{"h":0}""", """{"h":null}""")]
    [InlineData("""{}""", """{"h":1}""", """{}""", """{}""", """{}""")]
    [InlineData("""{"h":0}""", """{"h":null}""", """{}""", """{"h":0}""", """{"h":null}""")]
    [InlineData("""{"h":0}""", """{"h":null}""", """{"h":3}""", """{"h":0}""", """{"h":3}""")]
    [InlineData("""{}""", """{"o":{"x":1}}""", """{"o":{"x":1,"y":2}}""", """{}""", """{"o":{"x":1,"y":2}}""")]
    [InlineData("""{"o":{"x":1,"y":2}}""", """{"o":5}""", """{"o":{"x":1}}""", """{"o":{"x":1,"y":2}}""", """{"o":{"y":null}}""")]
    [InlineData("""{"l":[1]}""", """{"l":[2]}""", """{"l":[3,4]}""", """{"l":[1]}""", """{"l":[3,4]}""")]
    public void Divide_WhatChanged_LeavesThePatchWhatItSets(string original, string patch, string wanted, string expectedBase, string expectedPatch)
    {
        var (newBase, newPatch) = MergePatch.Divide(Object(original), Object(patch), Object(wanted));

        Assert.Equal((expectedBase, expectedPatch), (newBase.ToJsonString(), newPatch.ToJsonString()));
        Assert.Equal(wanted, Ordered(MergePatch.Apply(newBase, newPatch), Object(wanted)));
    }

    private static JsonObject Object(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static string Ordered(JsonObject there, JsonObject wanted) =>
        JsonNode.DeepEquals(there, wanted) ? wanted.ToJsonString() : there.ToJsonString();
}
