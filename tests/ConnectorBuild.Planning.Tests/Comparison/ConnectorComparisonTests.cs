using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Comparison;

namespace ConnectorBuild.Planning.Tests.Comparison;

/// <summary>What a change is called, and whether it can break flows.</summary>
public sealed class ConnectorComparisonTests
{
    private const string Orders =
        """
        {"swagger":"2.0","info":{"title":"Orders","version":"1.0"},"host":"api.contoso.com","basePath":"/v1","schemes":["https"],
         "paths":{
          "/orders":{"get":{"operationId":"ListOrders","summary":"List orders","parameters":[
             {"name":"top","in":"query","type":"integer","maximum":100},
             {"name":"state","in":"query","type":"string","enum":["open","closed"]}],
            "responses":{"200":{"description":"OK","schema":{"type":"array","items":{"$ref":"#/definitions/Order"}}}}},
           "post":{"operationId":"CreateOrder","parameters":[{"name":"body","in":"body","schema":{"$ref":"#/definitions/Order"}}],
            "responses":{"201":{"description":"Created","schema":{"$ref":"#/definitions/Order"}}}}}},
         "definitions":{"Order":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"note":{"type":"string"},"line":{"$ref":"#/definitions/Line"}}},
          "Line":{"type":"object","properties":{"price":{"type":"number"},"order":{"$ref":"#/definitions/Order"}}}}}
        """;

    private const string Tools =
        """
        {"swagger":"2.0","info":{"title":"Orders","version":"1.0"},"host":"api.contoso.com","basePath":"/mcp",
         "paths":{"/":{"post":{"operationId":"InvokeMCP","x-ms-agentic-protocol":"mcp-streamable-1.0","responses":{"200":{"description":"OK"}}}}}}
        """;

    private static string[] Differences(string column, string was, string becomes) =>
    [
        .. ConnectorComparison.Compare(new Dictionary<string, string?> { [column] = was }, new Dictionary<string, string?> { [column] = becomes })
            .Select(d => $"{(d.Impact == ChangeImpact.Breaking ? "!" : " ")} {d}"),
    ];

    private static string[] Changed(string what, string by)
    {
        Assert.Contains(what, Orders, StringComparison.Ordinal);
        return Differences("openapidefinition", Orders, Orders.Replace(what, by, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"operationId\":\"InvokeMCP\",", "operation 'InvokeMCP'", "")]
    [InlineData("", "operation 'POST /'", "")]
    [InlineData("\"operationId\":\"InvokeMCP\",", "operation 'InvokeMCP'", "/")]
    public void Compare_SameAddressInAnotherBasePath_BreaksNothing(string id, string subject, string slash)
    {
        var was = Tools.Replace("\"operationId\":\"InvokeMCP\",", id, StringComparison.Ordinal)
            .Replace("\"basePath\":\"/mcp\",", "", StringComparison.Ordinal)
            .Replace("\"/\":", $"\"/mcp{slash}\":", StringComparison.Ordinal);
        var becomes = Tools.Replace("\"operationId\":\"InvokeMCP\",", id, StringComparison.Ordinal);

        Assert.Equal(
            [
                "  basePath nothing becomes '/mcp': the addresses of the operations stay",
                $"  {subject} moves from POST /mcp{slash} to POST /; its address stays",
            ],
            Differences("openapidefinition", was, becomes));
    }

    [Fact]
    public void Compare_RenamedInAnotherBasePath_IsARename() => Assert.Contains(
        "! operation 'InvokeMCP' is renamed to 'InvokeServer': existing agents call it by the former name",
        Differences(
            "openapidefinition", Tools,
            Tools.Replace("\"basePath\":\"/mcp\"", "\"basePath\":\"/\"", StringComparison.Ordinal)
                .Replace("\"/\":{\"post\":{\"operationId\":\"InvokeMCP\"", "\"/mcp\":{\"post\":{\"operationId\":\"InvokeServer\"", StringComparison.Ordinal)));

    [Fact]
    public void Compare_SameInOtherOrderAndSpelling_IsNoDifference() =>
        Assert.Empty(Differences("openapidefinition", """{"swagger":"2.0","host":"a.example"}""", """{ "host": "a.example", "swagger": "2.0" }"""));

    [Theory]
    [InlineData("\"operationId\":\"ListOrders\"", "\"operationId\":\"GetOrders\"", "! operation 'ListOrders' is renamed to 'GetOrders': existing flows call it by the former name")]
    [InlineData("\"host\":\"api.contoso.com\"", "\"host\":\"api2.contoso.com\"", "  host 'api.contoso.com' becomes 'api2.contoso.com': every call goes there")]
    [InlineData("\"basePath\":\"/v1\"", "\"basePath\":\"/v2\"", "  basePath '/v1' becomes '/v2': every call goes there")]
    [InlineData("\"/orders\":", "\"/all-orders\":", "  operation 'ListOrders' moves from GET /orders to GET /all-orders")]
    [InlineData("\"type\":\"integer\",\"maximum\":100", "\"type\":\"string\",\"maximum\":100", "! operation 'ListOrders' parameter 'top' type 'integer' becomes 'string'")]
    [InlineData("\"maximum\":100", "\"maximum\":50", "! operation 'ListOrders' parameter 'top' maximum '100' becomes '50'")]
    [InlineData("\"maximum\":100", "\"maximum\":500", "  operation 'ListOrders' parameter 'top' maximum '100' becomes '500'")]
    [InlineData("[\"open\",\"closed\"]", "[\"open\"]", "! operation 'ListOrders' parameter 'state' is narrowed: 'closed' is no longer a value")]
    [InlineData("[\"open\",\"closed\"]", "[\"open\",\"closed\",\"new\"]", "  operation 'ListOrders' parameter 'state' is widened: 'new' is a value now")]
    [InlineData("\"name\":\"top\",\"in\":\"query\"", "\"name\":\"top\",\"in\":\"query\",\"required\":true", "! operation 'ListOrders' parameter 'top' is required now")]
    [InlineData("\"name\":\"top\",\"in\":\"query\"", "\"name\":\"top\",\"in\":\"header\"", "! operation 'ListOrders' parameter 'top' moves from query to header")]
    [InlineData("\"summary\":\"List orders\"", "\"summary\":\"All orders\"", "  operation 'ListOrders' summary 'List orders' becomes 'All orders'")]
    [InlineData("\"201\":{\"description\":\"Created\"", "\"202\":{\"description\":\"Created\"", "! operation 'CreateOrder' response 201 is removed")]
    [InlineData("\"title\":\"Orders\"", "\"title\":\"Sales orders\"", "  info title 'Orders' becomes 'Sales orders'")]
    public void Compare_OneChangeOfTheDefinition_IsNamedInTheAuthorsTerms(string what, string by, string expected) =>
        Assert.Contains(expected, Changed(what, by));

    [Theory]
    [InlineData("mcp-streamable-1.0", "mcp-streamable-2.0", "! operation 'InvokeMCP' agent protocol 'mcp-streamable-1.0' becomes 'mcp-streamable-2.0': agents find their tools by it")]
    [InlineData("\"x-ms-agentic-protocol\":\"mcp-streamable-1.0\",", "", "! operation 'InvokeMCP' agent protocol 'mcp-streamable-1.0' becomes nothing: agents find their tools by it")]
    [InlineData("InvokeMCP", "InvokeServer", "! operation 'InvokeMCP' is renamed to 'InvokeServer': existing agents call it by the former name")]
    [InlineData("\"/\":{\"post\":{\"operationId\":\"InvokeMCP\"", "\"/o\":{\"post\":{\"operationId\":\"GetOrder\"", "! operation 'InvokeMCP' is removed (POST /): agents lose all its tools")]
    public void Compare_OneChangeOfAToolServer_SaysWhatAgentsLose(string what, string by, string expected) =>
        Assert.Contains(expected, Differences("openapidefinition", Tools, Tools.Replace(what, by, StringComparison.Ordinal)));

    [Fact]
    public void Compare_OperationThatBecomesAToolServer_BreaksNothing() =>
        Assert.DoesNotContain(
            Differences("openapidefinition", Tools.Replace("\"x-ms-agentic-protocol\":\"mcp-streamable-1.0\",", "", StringComparison.Ordinal), Tools),
            d => d[0] == '!');

    [Theory]
    [InlineData("LONGa", "LONGb", "'…01234567890123456789a' becomes '…01234567890123456789b'")]
    [InlineData("LONG", "LONGb", "'…01234567890123456789' becomes '…01234567890123456789b'")]
    [InlineData("aLONG", "bLONG", "'a01234567890123456789012345678901234567890123456789012345678…' becomes 'b01234567890123456789012345678901234567890123456789012345678…'")]
    [InlineData("short", "longer", "'short' becomes 'longer'")]
    [InlineData("LONG😀0123456789012345678a", "LONG😀0123456789012345678b", "'…😀0123456789012345678a' becomes '…😀0123456789012345678b'")]
    public void Compare_LongText_ShowsThePartThatDiffers(string was, string becomes, string expected)
    {
        var found = Assert.Single(Differences("openapidefinition", With(was), With(becomes)));

        Assert.Equal($"  operation 'ListOrders' summary {expected}", found);

        static string With(string summary) =>
            Orders.Replace(
                "List orders", summary.Replace("LONG", string.Concat(Enumerable.Repeat("0123456789", 20)), StringComparison.Ordinal),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OperationRemoved_Breaks() => Assert.Equal(
        ["! operation 'ListOrders' is removed (GET /orders)"],
        Differences(
            "openapidefinition",
            """{"paths":{"/orders":{"get":{"operationId":"ListOrders"},"post":{"operationId":"CreateOrder"}}}}""",
            """{"paths":{"/orders":{"post":{"operationId":"CreateOrder"}}}}"""));

    [Fact]
    public void Compare_RequiredParameterAdded_BreaksUnlessItIsFilledInInternally()
    {
        const string Was = """{"paths":{"/o":{"get":{"operationId":"O","parameters":[]}}}}""";

        Assert.Equal(
            ["! operation 'O' parameter 'p' is added and required: existing flows do not send it"],
            Differences("openapidefinition", Was, Was.Replace("[]", """[{"name":"p","in":"query","type":"string","required":true}]""", StringComparison.Ordinal)));
        Assert.Equal(
            ["  operation 'O' parameter 'p' is added"],
            Differences("openapidefinition", Was, Was.Replace("[]", """[{"name":"p","in":"query","type":"string","required":true,"default":"x","x-ms-visibility":"internal"}]""", StringComparison.Ordinal)));
    }

    [Fact]
    public void Compare_PropertyOfASharedDefinitionRemoved_IsToldOnceWithAllItsOperations() =>
        Assert.Equal(
            ["! definition 'Line' property 'price' is removed (in ListOrders, CreateOrder)"],
            Changed("\"price\":{\"type\":\"number\"},", "").Select(
                d => d.Replace("CreateOrder, ListOrders", "ListOrders, CreateOrder", StringComparison.Ordinal)));

    [Fact]
    public void Compare_PropertyRequiredNow_BreaksWhatSendsIt()
    {
        var differences = Changed("\"required\":[\"id\"]", "\"required\":[\"id\",\"note\"]");

        Assert.Contains(differences, d => d.StartsWith("! definition 'Order' property 'note' is required now", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_DefinitionsThatReferToEachOther_EndAndFindTheChange() =>
        Assert.Contains(
            Changed("\"note\":{\"type\":\"string\"}", "\"note\":{\"type\":\"boolean\"}"),
            d => d.StartsWith("! definition 'Order' note type 'string' becomes 'boolean'", StringComparison.Ordinal));

    [Fact]
    public void Compare_SchemaThatContainsItself_Ends()
    {
        const string Loop = """{"paths":{"/o":{"get":{"operationId":"O","responses":{"200":{"schema":{"$ref":"#/definitions/A"}}}}}},"definitions":{"A":{"$ref":"#/definitions/B"},"B":{"$ref":"#/definitions/A"}}}""";

        Assert.NotEmpty(Differences("openapidefinition", Loop, Loop.Replace("/o", "/p", StringComparison.Ordinal)));
    }

    [Fact]
    public void Compare_ThousandOperationsThatShareDefinitions_TellsEachOnce()
    {
        // Unfolded, each of the schemas would be met more than two to the thousandth times.
        static string Chain(string leaf)
        {
            var (paths, definitions) = (new JsonObject(), new JsonObject());
            for (var n = 0; n < 1000; n++)
            {
                paths[$"/o{n}"] = JsonNode.Parse($$"""{"get":{"operationId":"O{{n}}","responses":{"200":{"description":"OK","schema":{"$ref":"#/definitions/S0"} } } } }""");
                definitions[$"S{n}"] = JsonNode.Parse($$"""{"type":"object","properties":{"a":{"$ref":"#/definitions/S{{n + 1}}"},"b":{"$ref":"#/definitions/S{{n + 1}}"} } }""");
            }

            definitions["S1000"] = new JsonObject { ["type"] = leaf };
            return new JsonObject { ["paths"] = paths, ["definitions"] = definitions }.ToJsonString();
        }

        Assert.Equal(
            ["! definition 'S1000' type 'string' becomes 'integer' (in O0, O1, O2, O3, O4 and 995 more)"],
            Differences("openapidefinition", Chain("string"), Chain("integer")));
    }

    [Fact]
    public void Compare_ParametersWithANameTwice_SaysThatTheyCannotBeComparedAndQuotesNothing() =>
        Assert.EndsWith(
            "is replaced: the existing text is not JSON and cannot be compared",
            Assert.Single(Differences("connectionparameters", """{"token":{"oAuthSettings":{"clientSecret":"s3cret","clientSecret":"s3cret"}}}""", """{"token":{"type":"securestring"}}""")),
            StringComparison.Ordinal);

    [Fact]
    public void Compare_DefinitionThatIsNoJson_SaysThatItCannotBeCompared() =>
        Assert.Equal(
            ["! definition is replaced: the existing text is not JSON and cannot be compared"],
            Differences("openapidefinition", "{broken", Orders));

    [Theory]
    [InlineData("\"resourceUri\":{\"value\":\"https://a/\"}", "\"resourceUri\":{\"value\":\"https://b/\"}", "! sign-in customParameters.resourceUri 'https://a/' becomes 'https://b/': existing connections must sign in again")]
    [InlineData("\"scopes\":[\"x\"]", "\"scopes\":[\"x\",\"y\"]", "! sign-in scopes '[\"x\"]' becomes '[\"x\",\"y\"]': existing connections must sign in again")]
    [InlineData("\"type\":\"oauthSetting\"", "\"type\":\"securestring\"", "! connection parameter 'token' type 'oauthSetting' becomes 'securestring'")]
    public void Compare_SignIn_NamesTheField(string what, string by, string expected)
    {
        const string Was = """{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"aad","clientId":"c","scopes":["x"],"customParameters":{"resourceUri":{"value":"https://a/"}}}}}""";

        Assert.Contains(expected, Differences("connectionparameters", Was, Was.Replace(what, by, StringComparison.Ordinal)));
    }

    [Fact]
    public void Compare_SecretAndRedirectUrl_AreNeverShown()
    {
        var differences = Differences(
            "connectionparameters",
            """{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"oauth2","clientSecret":"hush-1","redirectUrl":"https://r/1"}}}""",
            """{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"oauth2","clientSecret":"hush-2","redirectUrl":"https://r/2"}}}""");

        Assert.DoesNotContain(differences, d => d.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_Policies_NamesThemAndShowsNoValue()
    {
        var differences = Differences(
            "policytemplateinstances",
            """[{"templateId":"setheader","title":"Key","parameters":{"name":"x-key","value":"hush"}},{"templateId":"setheader","title":"Old","parameters":{}}]""",
            """[{"templateId":"setheader","title":"Key","parameters":{"name":"x-key","value":"hush-too"}},{"templateId":"dynamichosturl","title":"Host","parameters":{}}]""");

        Assert.Equal(
            ["  policy 'Key' (setheader) changes (value)", "  policy 'Old' (setheader) is removed", "  policy 'Host' (dynamichosturl) is added"],
            differences);
    }

    [Fact]
    public void Compare_ConnectionParameterSetRemoved_Breaks() => Assert.Equal(
        ["! sign-in 'key' is removed: existing connections of it stop"],
        Differences("connectionparametersets", """{"values":[{"name":"oauth"},{"name":"key"}]}""", """{"values":[{"name":"oauth"}]}"""));

    [Fact]
    public void Compare_TextThatSteersALog_IsMadeHarmless() => Assert.DoesNotContain(
        Differences("displayname", "a", "##vso[task.setvariable]x\nboo"), d =>
            d.Contains("##vso[", StringComparison.Ordinal) || d.Contains('\n', StringComparison.Ordinal));
}
