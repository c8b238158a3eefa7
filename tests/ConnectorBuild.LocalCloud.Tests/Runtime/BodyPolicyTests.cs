using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Policies;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>
/// The worked examples of Microsoft's pages about bodies, and what published connectors write. Each holds in the request and in the
/// answer.
/// </summary>
public sealed class BodyPolicyTests
{
    private const string People = """{"peopleObject":{"XYZ":{"Age":"30"},"ABC":{"Age":"23"}}}""";
    private const string PeopleArray = """{"peopleArray":[{"Name":"XYZ","Age":"30"},{"Name":"ABC","Age":"23"}]}""";
    private const string Sets = """{"sets":[{"people":[{"Name":"XYZ","Age":"32"},{"Name":"ABC","Age":"23"}]},{"people":[{"Name":"PQR","Age":"32"},{"Name":"MNO","Age":"26"}]}]}""";

    [Theory]
    [InlineData(People, "@body().peopleObject", "location", "USA", """{"peopleObject":{"XYZ":{"Age":"30"},"ABC":{"Age":"23"},"location":"USA"}}""")]
    [InlineData("""{"people":[{"name":"xyz"},{"name":"pqr"}]}""", "@body().people", "age", "30", """{"people":[{"name":"xyz","age":"30"},{"name":"pqr","age":"30"}]}""")]
    [InlineData("""{"firstName":"John","lastName":"Smith"}""", "@body()", "name", "{@body().firstName} {@body().lastName}", """{"firstName":"John","lastName":"Smith","name":"John Smith"}""")]
    [InlineData("""{"payments":{"a":1}}""", "@body()", "payments", "[{@body().payments}]", """{"payments":[{"a":1}]}""")]
    [InlineData("""{"gifts":{"a":1}}""", "body()", "gifts", "[{@body().gifts}]", """{"gifts":[{"a":1}]}""")]
    [InlineData("""{"a":1}""", "@body()", "events", "[\"matter.created\"]", """{"a":1,"events":["matter.created"]}""")]
    [InlineData("""{"next":{"page":2}}""", "@body()", "copy", "{@body().next}", """{"next":{"page":2},"copy":{"page":2}}""")]
    [InlineData("""{"value":[{"id":1,"reference":"x"}]}""", "@body().value", "name", "'{@item()['id']}-{@item()['reference']}'", """{"value":[{"id":1,"reference":"x","name":"1-x"}]}""")]
    public async Task SetProperty_WorkedExample_GivesTheBody(string body, string parent, string sub, string value, string expected)
    {
        (string, string)[] policy = [("newPropertyParentPathTemplate", parent), ("newPropertySubPathTemplate", sub), ("propertyValuePathTemplate", value)];

        await AssertBothAsync("setproperty", body, expected, policy);
    }

    [Theory]
    [InlineData(PeopleArray, "@body()", "peopleArray", "Name", "peopleObject", "false",
        """{"peopleArray":[{"Name":"XYZ","Age":"30"},{"Name":"ABC","Age":"23"}],"peopleObject":{"XYZ":{"Age":"30"},"ABC":{"Age":"23"}}}""")]
    [InlineData(Sets, "@body().sets", "people", "Name", "people", "true",
        """{"sets":[{"people":{"XYZ":{"Name":"XYZ","Age":"32"},"ABC":{"Name":"ABC","Age":"23"}}},{"people":{"PQR":{"Name":"PQR","Age":"32"},"MNO":{"Name":"MNO","Age":"26"}}}]}""")]
    [InlineData("""{"references":[{"alias":"a","type":"x"}]}""", "@body().references", "null", "alias", "@body().references", "false", """{"references":{"a":{"type":"x"}}}""")]
    [InlineData("""{"references":[{"alias":"a"}]}""", "@body().references", "", "alias", "references", "true", """{"references":{"a":{"alias":"a"}}}""")]
    public async Task ArrayToObject_WorkedExample_GivesTheBody(
        string body, string parent, string sub, string key, string target, string retain, string expected) =>
        await AssertBothAsync("convertarraytoobject", body, expected,
            ("propertyParentPath", parent), ("propertySubPath", sub), ("keyWithinCollectionPath", key), ("newPropertyPath", target), ("retainKey", retain));

    [Theory]
    [InlineData(DuplicateKeys.Last, """{"x":{"k":"x","v":2}}""")]
    [InlineData(DuplicateKeys.First, """{"x":{"k":"x","v":1}}""")]
    [InlineData(DuplicateKeys.Fail, null)]
    public async Task ArrayToObject_KeyTwice_FollowsTheSetting(DuplicateKeys setting, string? expected)
    {
        var bench = new PolicyBench { Body = """{"a":[{"k":"x","v":1},{"k":"x","v":2}]}""", Options = new LocalRuntimeOptions { DuplicateKeys = setting } };
        var apply = () =>
            bench.ApplyAsync(
                "convertarraytoobject", ("propertyParentPath", "@body()"), ("propertySubPath", "a"), ("keyWithinCollectionPath", "k"),
                ("newPropertyPath", "a"));

        if (expected is null)
        {
            Assert.Contains("'x'", (await Assert.ThrowsAsync<PolicyFailureException>(apply)).Message, StringComparison.Ordinal);
        }
        else
        {
            AssertJson(expected, (await apply()).Request.Body.Json!["a"]);
        }
    }

    [Theory]
    [InlineData(People, "@body()", "peopleObject", "@body().peopleArray",
        """{"peopleObject":{"XYZ":{"Age":"30"},"ABC":{"Age":"23"}},"peopleArray":[{"Name":"XYZ","Details":{"Age":"30"}},{"Name":"ABC","Details":{"Age":"23"}}]}""")]
    [InlineData("""{"sets":[{"people":{"XYZ":{"Age":"1"}}},{"people":{"PQR":{"Age":"2"}}}]}""", "@body().sets", "people", "@item().people",
        """{"sets":[{"people":[{"Name":"XYZ","Details":{"Age":"1"}}]},{"people":[{"Name":"PQR","Details":{"Age":"2"}}]}]}""")]
    [InlineData("""{"DE":{"n":1}}""", "@body()", "null", "@body().Zones", """{"DE":{"n":1},"Zones":[{"Name":"DE","Details":{"n":1}}]}""")]
    public async Task ObjectToArray_WorkedExample_GivesTheBody(string body, string parent, string sub, string target, string expected) =>
        await AssertBothAsync("convertobjecttoarray", body, expected,
            ("propertyParentPath", parent), ("propertySubPath", sub), ("newPropertyPath", target), ("keyName", "Name"), ("valueName", "Details"));

    [Theory]
    [InlineData(false, ";,", """{"a":[{"w":"1"},{"w":"2"},{"w":"3"}]}""")]
    [InlineData(true, ";", """{"a":[{"w":"1"},{"w":"2,3"}]}""")]
    public async Task StringToArray_Delimiters_FollowTheSetting(bool oneText, string delimiters, string expected)
    {
        var bench = new PolicyBench { Body = """{"a":"1;2,3"}""", Options = new LocalRuntimeOptions { DelimitersAreOneText = oneText } };

        var call = await bench.ApplyAsync(
            "stringtoarray", ("propertyParentPath", "@body()"), ("propertySubPath", "a"), ("delimiterList", delimiters),
            ("childPropertyName", "w"), ("newPropertyPath", "a"));

        AssertJson(expected, call.Request.Body.Json);
    }

    [Fact]
    public async Task StringToArray_WorkedExample_GivesTheBody() => await AssertBothAsync(
        "stringtoarray",
        """{"peopleObject":{"XYZ":{"Age":"3;0"},"ABC":{"Age":"23;45"}}}""",
        """{"peopleObject":{"XYZ":{"Age":[{"AgeW":"3"},{"AgeW":"0"}]},"ABC":{"Age":"23;45"}}}""",
        ("propertyParentPath", "@body()"), ("propertySubPath", "peopleObject.XYZ.Age"), ("delimiterList", ";"), ("childPropertyName", "AgeW"), ("newPropertyPath", "@body.peopleObject.XYZ.Age"));

    [Fact]
    public async Task StringReplace_Published_ReplacesEveryOccurrence() => await AssertBothAsync(
        "stringreplace",
        """{"references":[{"resourceLink":"a%b%c"}]}""",
        """{"references":[{"resourceLink":"a%25b%25c"}]}""",
        ("propertyParentPath", "@body().references"), ("propertySubPath", "resourceLink"), ("sourceString", "%"), ("replacementString", "%25"), ("newPropertyPath", "@item().resourceLink"));

    [Fact]
    public async Task EncodePropertyValue_Published_LeavesFullStops() => await AssertBothAsync(
        "encodepropertyvalue", """{"a":"x/y z.b"}""", """{"a":"x%2Fy%20z.b"}""", ("propertyParentPath", "@body()"), ("propertySubPath", "a"), ("newPropertyPath", "a"));

    [Theory]
    [InlineData("true", """{"b":2,"a":1}""")]
    [InlineData("false", """{"b":2,"customProperties":{"a":1}}""")]
    public async Task MoveProperties_Published_MovesTheMembers(string onlySub, string expected) => await AssertBothAsync(
        "moveproperties",
        """{"customProperties":{"a":1},"b":2}""",
        expected,
        ("srcParentPath", "@body()"), ("srcSubPath", "customProperties"), ("dstParentPath", "@body()"), ("dstSubPath", "null"), ("copyOnlySubProperties", onlySub));

    [Theory]
    [InlineData("https://contoso.com/v2/orders?$skip=10", "https://localhost:1/apim/orders/c1/orders?$skip=10")]
    [InlineData("https://contoso.com/other?x=1", "https://localhost:1/apim/orders/c1/other?x=1")]
    public async Task UpdateNextLink_Published_LeadsThroughTheConnection(string link, string expected)
    {
        var bench = new PolicyBench { Url = "https://contoso.com/v2/orders", BasePath = "/v2", Answer = $$"""{"@odata.nextLink":"{{link}}"}""" };

        var call = await bench.ApplyAsync("updatenextlink", ("nextLinkPropertyName", "@odata.nextLink"));

        Assert.Equal(expected, (string?)call.Response!.Body.Json!["@odata.nextLink"]);
    }

    [Fact]
    public async Task Path_ThroughNull_FailsThePolicy()
    {
        var bench = new PolicyBench { Body = """{"summary":null}""" };

        var failure = await Assert.ThrowsAsync<PolicyFailureException>(
            () => bench.ApplyAsync("setheader", ("name", "a"), ("value", "@body().summary.amount")));

        Assert.Contains("'summary', which is null", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_ThatIsNotThere_LeavesTheBodyAndIsNoted()
    {
        var call = await new PolicyBench { Body = "{\"b\":1}" }.ApplyAsync(
            "stringreplace", ("propertyParentPath", "@body()"), ("propertySubPath", "a"), ("sourceString", "x"),
            ("newPropertyPath", "a"));

        AssertJson("{\"b\":1}", call.Request.Body.Json);
        Assert.Single(call.Notes);
    }

    [Theory]
    [InlineData("/trips", """{"value":[{"TripId":9},{"TripId":8}]}""", 202, "https://localhost:1/apim/orders/c1/trips?$filter=TripId%20gt%209&x-ms-trigger-state=1")]
    [InlineData("/trips", """{"value":[]}""", 202, "https://localhost:1/apim/orders/c1/trips?x-ms-trigger-state=1")]
    [InlineData("/trips?$filter=TripId%20gt%209&x-ms-trigger-state=1", """{"value":[]}""", 202, "https://localhost:1/apim/orders/c1/trips?$filter=TripId%20gt%209&x-ms-trigger-state=1")]
    [InlineData("/trips?$filter=TripId%20gt%209&x-ms-trigger-state=1", """{"value":[{"TripId":12}]}""", 200, "https://localhost:1/apim/orders/c1/trips?$filter=TripId%20gt%2012&x-ms-trigger-state=1")]
    public async Task PollingTrigger_Page_SetsTheStateAndThenBringsNewItems(string target, string answer, int status, string location)
    {
        var bench = new PolicyBench { Url = "https://contoso.com" + target, ClientTarget = target, Answer = answer };

        var call = await bench.ApplyAsync(
            "pollingtrigger", ("triggerConfig", """{"$filter":"TripId gt @{triggerBody().value[0].TripId}"}"""), ("triggerDataPath", "@triggerBody().value"));

        Assert.Equal(status, call.Response!.Status);
        Assert.Equal(location, call.Response.Headers.Find("Location"));
        Assert.Null(call.Request.Query.Find("x-ms-trigger-state"));
    }

    private static async Task AssertBothAsync(string template, string body, string expected, params (string, string)[] parameters)
    {
        AssertJson(expected, (await new PolicyBench { Body = body }.ApplyAsync(template, parameters)).Request.Body.Json);
        AssertJson(expected, (await new PolicyBench { Answer = body }.ApplyAsync(template, parameters)).Response!.Body.Json);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual?.ToJsonString());
}
