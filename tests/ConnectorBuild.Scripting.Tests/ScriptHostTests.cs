using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConnectorBuild.Scripting.Tests;

public sealed class ScriptHostTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hello", "", 200, """{"greeting":"Hello World!"}""")]
    [InlineData("RegexIsMatch", """{"textToCheck":"abc1","regex":"[0-9]"}""", 200, """{"textToCheck":"abc1","isMatch":true}""")]
    [InlineData("X", "", 400, "Unknown operation ID 'X'")]
    public async Task Execute_OfADocumentedSample_AnswersByItself(string operation, string body, int status, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://parcels.contoso.com/") { Content = new StringContent(body) };

        using var result = await ScriptFile.Parcels.ExecuteAsync(operation, request, CannedHandler.None, cancellationToken: Stop);

        Assert.Equal((HttpStatusCode)status, result.Response.StatusCode);
        Assert.Equal("application/json", result.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(expected, await result.ReadAsStringAsync(Stop));
        Assert.Empty(result.Requests);
    }

    [Fact]
    public async Task Execute_ThatForwards_SendsTheRequestAsTheScriptLeftIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/parcels?a=b");
        request.Headers.Add("X-Name", ["one", "two"]);
        request.Content = new StringContent("body", Encoding.UTF8, "text/plain");

        using var result = await ScriptFile.Parcels.ExecuteAsync(
            "ForwardAsPost", request,
            new CannedHandler(r => new HttpResponseMessage(r.Method == HttpMethod.Post ? HttpStatusCode.Created : HttpStatusCode.OK)),
            cancellationToken: Stop);

        var sent = Assert.Single(result.Requests);
        Assert.Equal(HttpStatusCode.Created, result.Response.StatusCode);
        Assert.Equal((HttpMethod.Post, "https://parcels.contoso.com/parcels?a=b", "body"), (sent.Method, sent.Uri!.ToString(), sent.BodyText));
        Assert.Equal(("one, two", "text/plain; charset=utf-8"), (sent.Headers["x-name"], sent.Headers["Content-Type"]));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"wrapped":{"a":1}}""")]
    [InlineData(HttpStatusCode.NotFound, """{"a":1}""")]
    public async Task Execute_ThatTransforms_ChangesWhatTheScriptChanges(HttpStatusCode status, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        using var result = await ScriptFile.Parcels.ExecuteAsync("Wrap", request, CannedHandler.Json("""{"a":1}""", status), cancellationToken: Stop);

        Assert.Equal((status, expected), (result.Response.StatusCode, await result.ReadAsStringAsync(Stop)));
    }

    [Fact]
    public async Task Execute_InARegionWithBase64_GivesTheScriptTheEncodedOperation()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        using var result = await ScriptFile.Parcels.ExecuteAsync(
            "Hello", request, CannedHandler.None, new ScriptOptions { OperationIdAsBase64 = true }, Stop);

        Assert.Equal("Unknown operation ID 'SGVsbG8='", await result.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Execute_WithOptions_ShowsThemInTheContext()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");
        request.Headers.Add("X-Name", "n");
        var options = new ScriptOptions
        {
            CorrelationId = "c",
            OriginalRequestUri = new Uri("https://gateway.contoso.com/x"),
            NotificationUri = new Uri("https://localhost:5000/"),
            ConnectionParameters = new Dictionary<string, string> { ["tenant"] = "t" },
        };

        using var result = await ScriptFile.Parcels.ExecuteAsync("Tell", request, CannedHandler.None, options, Stop);

        Assert.Equal(
            """{"correlation":"c","original":"https://gateway.contoso.com/x","notification":"https://localhost:5000/hooks?kind=a","tenant":"t","header":"n","type":null}""",
            await result.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Execute_ThatLogs_KeepsWhatItLogs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        using var result = await ScriptFile.Parcels.ExecuteAsync("Log", request, CannedHandler.None, cancellationToken: Stop);

        Assert.Equal(
            [(LogLevel.Information, "Log is running", null), (LogLevel.Error, "failed", "inner")],
            result.Logs.Select(l => (l.Level, l.Message, l.Exception?.Message)));
    }

    [Fact]
    public async Task Execute_ThatThrows_ThrowsWhatTheScriptThrows()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ScriptFile.Parcels.ExecuteAsync("Throw", request, CannedHandler.None, cancellationToken: Stop));

        Assert.Equal("thrown by the script", exception.Message);
        Assert.Contains("parcels.csx:line 32", exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_WithoutAnAnswer_SaysSo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ScriptFile.Parcels.ExecuteAsync("Null", request, CannedHandler.None, cancellationToken: Stop));

        Assert.Contains("returned null", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_BeyondTheTimeLimit_IsCancelled()
    {
        var time = new FakeTimeProvider();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        var running = ScriptFile.Parcels.ExecuteAsync("Wait", request, CannedHandler.None, new ScriptOptions { TimeProvider = time }, Stop);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        var exception = await Assert.ThrowsAsync<ScriptTimeLimitException>(() => running);
        Assert.Contains("within 5 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_WhenTheCallerGoes_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        var running = ScriptFile.Parcels.ExecuteAsync(
            "Wait", request, CannedHandler.None, new ScriptOptions { TimeLimit = Timeout.InfiniteTimeSpan }, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Compile_WithErrors_ListsThemAtTheirPlaces()
    {
        var path = Write("public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync() => request;\n}\n");

        var exception = Assert.Throws<ScriptCompilationException>(() => ScriptHost.Compile(path, Stop));

        Assert.Equal(new ScriptError("CS0103", "The name 'request' does not exist in the current context", 3, 65), Assert.Single(exception.Errors));
        Assert.Contains($"{path}(3,65): error CS0103", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Other : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; }")]
    [InlineData("public class Script { }")]
    public void Compile_WithoutTheClass_SaysWhatToWrite(string script)
    {
        var exception = Assert.Throws<ScriptCompilationException>(() => ScriptHost.Compile(Write(script), Stop));

        Assert.Empty(exception.Errors);
        Assert.Contains("public class Script : ScriptBase", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_OfAFileThatIsNotThere_SaysWhichFile() =>
        Assert.Contains(
            "nothing.csx", Assert.Throws<FileNotFoundException>(() => ScriptHost.Compile("nothing.csx", Stop)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task For_AClassOfTheProject_RunsIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/");

        using var result = await ScriptHost.For<Own>().ExecuteAsync("Any", request, CannedHandler.None, cancellationToken: Stop);

        Assert.Equal("Any", await result.ReadAsStringAsync(Stop));
    }

    private static string Write(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cbscript-").FullName, "script.csx");
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Own : ScriptBase
    {
        public override Task<HttpResponseMessage> ExecuteAsync() =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(Context.OperationId) });
    }
}
