using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.Runtime.Policies;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>The worked examples of Microsoft's pages about headers, query parameters and addresses, and what published connectors write.</summary>
public sealed class HeaderAndRoutingPolicyTests
{
    [Theory]
    [InlineData("test", "@headers('test')moo", "override", "foomoo")]
    [InlineData("test", "moo@headers('test')", "override", "moofoo")]
    [InlineData("cat", "@connectionParameters('cat','')", "override", "bar")]
    [InlineData("name", "@connectionParameters('name','')", "override", "")]
    [InlineData("test", "x", "skip", "foo")]
    [InlineData("new", "x", "skip", "x")]
    [InlineData("test", "x", "append", "foo,x")]
    [InlineData("test", "Bearer @{connectionParameters('cat')}!", "override", "Bearer bar!")]
    [InlineData("test", "mail@contoso.com", "override", "mail@contoso.com")]
    public async Task SetHeader_WorkedExample_GivesTheHeader(string name, string value, string exists, string expected)
    {
        var bench = new PolicyBench { Headers = { ["test"] = "foo" }, Connection = { ["cat"] = "bar" } };

        var call = await bench.ApplyAsync(
            "setheader", ("name", name), ("value", value), ("existsAction", exists), ("x-ms-apimTemplate-policySection", "Request"));

        Assert.Equal(expected, call.Request.Headers.Find(name));
        Assert.Equal(name == "test" ? expected : "foo", call.Request.Headers.Find("test"));
    }

    [Fact]
    public async Task SetHeader_OfTheTransport_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<PolicyFailureException>(
            () => new PolicyBench().ApplyAsync("setheader", ("name", "Content-Length"), ("value", "1")));

        Assert.Contains("Content-Length", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("domain", "@connectionParameters('cat')", "override", "domain=bar")]
    [InlineData("domain", "@queryParameters('domain')@connectionParameters('cat')", "override", "domain=pqrbar")]
    [InlineData("domain", "@connectionParameters('dog','default')", "override", "domain=default")]
    [InlineData("domain", "x", "append", "domain=pqr&domain=x")]
    [InlineData("domain", "x", "skip", "domain=pqr")]
    [InlineData("%24top", "50", "skip", "domain=pqr&$top=50")]
    public async Task SetQueryParameter_WorkedExample_GivesTheQuery(string name, string value, string exists, string expected)
    {
        var bench = new PolicyBench
        {
            Url = "https://test.abc.xyz/get?domain=pqr",
            Headers = { ["test"] = "foo", ["name"] = "123" },
            Connection = { ["cat"] = "bar" },
        };

        var call = await bench.ApplyAsync("setqueryparameter", ("name", name), ("value", value), ("existsAction", exists));

        Assert.Equal(expected, call.Request.Query.ToString());
    }

    [Theory]
    [InlineData("https://@header('test').abc.xyz:@header('port')", "https://foo.abc.xyz:1234/get/1?domain=pqr")]
    [InlineData("https://@connectionParameters('cat').abc.xyz", "https://bar.abc.xyz/get/1?domain=pqr")]
    [InlineData("https://test.abc.xyz", "https://test.abc.xyz/get/1?domain=pqr")]
    [InlineData("https://@header('test').abc.@queryParameters('domain')/@connectionParameters('subPath')", "https://foo.abc.pqr/path/get/1?domain=pqr")]
    [InlineData("https://@header('test123','default').abc.xyz", "https://default.abc.xyz/get/1?domain=pqr")]
    [InlineData("@connectionParameters('instanceUrl')", "https://instance.contoso.com/get/1?domain=pqr")]
    [InlineData("http://@headers('test').azure.net", "http://foo.azure.net/get/1?domain=pqr")]
    public async Task DynamicHostUrl_WorkedExample_GivesTheAddress(string template, string expected)
    {
        var bench = new PolicyBench
        {
            Url = "https://definition.contoso.com/get/1?domain=pqr",
            Headers = { ["test"] = "foo", ["port"] = "1234" },
            Connection = { ["cat"] = "bar", ["subPath"] = "path", ["instanceUrl"] = "https://instance.contoso.com/" },
        };

        Assert.Equal(expected, (await bench.ApplyAsync("dynamichosturl", ("urlTemplate", template))).Request.Url);
        Assert.Equal(expected, (await bench.ApplyAsync("DynamicSubdomain", ("urlTemplate", template))).Request.Url);
    }

    [Theory]
    [InlineData(false, "https://tenant.contoso.com/api/orders", 1)]
    [InlineData(true, "https://tenant.contoso.com/api/v2/orders", 0)]
    public async Task DynamicHostUrl_WithPathAndBasePath_FollowsTheSetting(bool keep, string expected, int notes)
    {
        var bench = new PolicyBench { Url = "https://contoso.com/v2/orders", BasePath = "/v2", Options = new LocalRuntimeOptions { KeepBasePath = keep } };

        var call = await bench.ApplyAsync("dynamichosturl", ("urlTemplate", "https://tenant.contoso.com/api/"));

        Assert.Equal(expected, call.Request.Url);
        Assert.Equal(notes, call.Notes.Count);
    }

    [Fact]
    public async Task DynamicHostUrl_WithoutValue_SaysWhatToCheck()
    {
        var failure = await Assert.ThrowsAsync<PolicyFailureException>(
            () => new PolicyBench().ApplyAsync("dynamichosturl", ("urlTemplate", "@connectionParameters('url')")));

        Assert.Contains("is not a web address", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://test.abc.xyz/v2/get/7", "/v2", "/get/{id}", "https://test.abc.xyz/get/7")]
    [InlineData("https://test.abc.xyz/get/7?version=v2", "", "/@queryParameters('version')/get/{id}", "https://test.abc.xyz/v2/get/7?version=v2")]
    [InlineData("https://test.abc.xyz/get/7", "", "/@header('version','v1')/get/{id}", "https://test.abc.xyz/v1/get/7")]
    [InlineData("https://test.abc.xyz/get/7", "", "stations/{id}", "https://test.abc.xyz/stations/7")]
    public async Task RouteRequest_WorkedExample_GivesTheAddress(string url, string basePath, string newPath, string expected)
    {
        var bench = new PolicyBench { Url = url, BasePath = basePath, Headers = { ["test"] = "foo" }, PathValues = { ["id"] = "7" } };

        Assert.Equal(expected, (await bench.ApplyAsync("routerequesttoendpoint", ("newPath", newPath))).Request.Url);
    }

    [Theory]
    [InlineData("@Request.OriginalHTTPMethod", "PATCH")]
    [InlineData("put", "PUT")]
    [InlineData("", "PATCH")]
    public async Task RouteRequest_Method_IsTheTemplatesOrTheClients(string method, string expected)
    {
        var call = await new PolicyBench { Method = "PATCH" }.ApplyAsync("routerequesttoendpoint", ("newPath", "/x"), ("httpMethod", method));

        Assert.Equal(expected, call.Request.Method);
    }

    [Fact]
    public async Task MissingName_WithoutDefault_IsEmptyOrFailsByTheSetting()
    {
        var strict = new PolicyBench { Options = new LocalRuntimeOptions { FailOnMissingNames = true } };

        Assert.Equal("", (await new PolicyBench().ApplyAsync("setheader", ("name", "a"), ("value", "@headers('none')"))).Request.Headers.Find("a"));
        await Assert.ThrowsAsync<PolicyFailureException>(() => strict.ApplyAsync("setheader", ("name", "a"), ("value", "@headers('none')")));
    }

    [Fact]
    public async Task SetValueFromUrl_WorkedExample_PutsTheValueIntoAHeader()
    {
        RuntimeRequest? extra = null;
        var bench = new PolicyBench
        {
            Url = "https://test.abc.xyz/v1.0/TestAPI/tasks/7",
            PathValues = { ["id"] = "7" },
            Headers = { ["Authorization"] = "Bearer t" },
            Backend = r =>
            {
                extra = r;
                return new RuntimeResponse(200, """{"peopleObject":{"location":"USA"}}"""u8.ToArray());
            },
        };

        var call = await bench.ApplyAsync(
            "setvaluefromurl",
            ("parameterTemplate", "@headers('location')"), ("httpMethod", "GET"), ("parameterValueUrl", "/v1.0/TestAPI/tasks/{id}/foo"), ("parameterValuePathTemplate", "@body().peopleObject.location"));

        Assert.Equal("USA", call.Request.Headers.Find("location"));
        Assert.Equal("https://test.abc.xyz/v1.0/TestAPI/tasks/7/foo", extra?.Url);
        Assert.Equal("Bearer t", extra?.Headers.Find("Authorization"));
    }

    [Theory]
    [InlineData("@queryParameters('access_token')", 200, "access_token=t1")]
    [InlineData("@queryParameters('access_token')", 403, null)]
    public async Task SetValueFromUrl_QueryParameter_IsSetUnlessTheExtraCallFails(string target, int status, string? query)
    {
        var bench = new PolicyBench { Backend = _ => new RuntimeResponse(status, """{"access_token":"t1"}"""u8.ToArray()) };
        var apply = () =>
            bench.ApplyAsync(
                "setvaluefromurl", ("parameterTemplate", target), ("parameterValueUrl", "/{pageId}?fields=access_token"),
                ("parameterValuePathTemplate", "@body().access_token"));

        if (query is null)
        {
            await Assert.ThrowsAsync<PolicyFailureException>(apply);
        }
        else
        {
            Assert.Equal(query, (await apply()).Request.Query.ToString());
        }
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, false)]
    public async Task SetConnectionStatus_MatchingStatus_MarksTheConnection(int status, bool expected)
    {
        var call = await new PolicyBench { Answer = "{}", Status = status }.ApplyAsync("setconnectionstatustounauthenticated", ("statusCode", "401"));

        Assert.Equal(expected, call.IsUnauthenticated);
    }
}
