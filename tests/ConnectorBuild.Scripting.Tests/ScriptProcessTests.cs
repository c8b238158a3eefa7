using System.Text;
using ConnectorBuild.Scripting.Running;

namespace ConnectorBuild.Scripting.Tests;

/// <summary>The real runner in a process of its own.</summary>
public sealed class ScriptProcessTests(CompiledParcels parcels) : IClassFixture<CompiledParcels>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_OneAfterTheOther_AreAnsweredByOneProcess()
    {
        await using var process = await StartAsync();

        var first = await process.RunAsync(Call("Hello"), Stop);
        var counts = new[] { await process.RunAsync(Call("Count"), Stop), await process.RunAsync(Call("Count"), Stop) };

        Assert.Null(first.Failure);
        Assert.Equal((200, """{"greeting":"Hello World!"}"""), (first.Status, Text(first)));
        Assert.Contains(new ScriptHeader("Content-Type", "application/json; charset=utf-8"), first.Headers);
        Assert.Equal(["1", "2"], counts.Select(Text));
        Assert.False(process.HasExited);
    }

    [Fact]
    public async Task Call_WithEverything_ReachesTheScript()
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Tell") with
        {
            Method = "POST",
            Body = Encoding.UTF8.GetBytes("ü"),
            Headers = [new("X-Name", "n"), new("Content-Type", "text/plain")],
            CorrelationId = "c",
            OriginalUrl = "https://gateway.contoso.com/x",
            NotificationUrl = "https://localhost:5000/",
            ConnectionParameters = new Dictionary<string, string> { ["tenant"] = "t" },
        }, Stop);

        Assert.Equal("""{"correlation":"c","original":"https://gateway.contoso.com/x","notification":"https://localhost:5000/hooks?kind=a","tenant":"t","header":"n","type":"text/plain"}""", Text(answer));
    }

    [Fact]
    public async Task Backend_OnLoopback_IsCalledByTheProcess()
    {
        using var backend = new LoopbackBackend("""{"a":1}""");
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Wrap") with { Url = backend.Url, AllowedHosts = [] }, Stop);

        Assert.Equal("""{"wrapped":{"a":1}}""", Text(answer));
        Assert.Equal([new ScriptSent("GET", backend.Url)], answer.Sent);
    }

    [Fact]
    public async Task Backend_ThatIsNotAllowed_IsNamedAndNotCalled()
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Elsewhere") with { AllowedHosts = ["parcels.contoso.com"] }, Stop);

        Assert.Equal(ScriptFailureKind.HostNotAllowed, answer.Failure!.Kind);
        Assert.Contains("'elsewhere.contoso.com'", answer.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Throw", ScriptFailureKind.Exception, "InvalidOperationException: thrown by the script")]
    [InlineData("Allocate", ScriptFailureKind.Exception, "OutOfMemoryException")]
    [InlineData("Exit", ScriptFailureKind.ProcessEnded, "exit code 7")]
    [InlineData("Recurse", ScriptFailureKind.ProcessEnded, "Stack overflow")]
    public async Task Script_ThatFails_IsAFailureOfItsKind(string operation, ScriptFailureKind kind, string message)
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call(operation) with { TimeLimit = 120_000 }, Stop);

        Assert.Equal(kind, answer.Failure?.Kind);
        Assert.Contains(message, answer.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(kind == ScriptFailureKind.ProcessEnded, process.HasExited);
    }

    [Fact]
    public async Task Script_ThatLogsAndThrows_LeavesItsLogAndItsPlace()
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Throw"), Stop);

        Assert.Equal([new ScriptLogLine("Warning", "about to throw")], answer.Logs);
        Assert.Contains("parcels.csx:line 32", answer.Failure!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("Wait")]
    public async Task Script_BeyondItsTime_IsEnded(string operation)
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call(operation) with { TimeLimit = 200 }, Stop);

        Assert.Equal(ScriptFailureKind.TimeLimit, answer.Failure!.Kind);
    }

    [Fact]
    public async Task Caller_WhoGoes_EndsTheProcess()
    {
        await using var process = await StartAsync();
        using var caller = new CancellationTokenSource();

        var running = process.RunAsync(Call("Wait") with { TimeLimit = 120_000 }, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task Script_ThatPrints_DoesNotDisturbTheAnswers()
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Print"), Stop);

        Assert.Equal((200, "printed"), (answer.Status, Text(answer)));
    }

    [Theory]
    [InlineData("nothing.dll")]
    [InlineData("Newtonsoft.Json.dll")]
    public async Task Assembly_ThatIsNotAScript_IsAFailure(string file)
    {
        await using var process = await StartAsync();

        var answer = await process.RunAsync(Call("Hello") with { Assembly = Path.Combine(CompiledParcels.Scripting, file) }, Stop);

        Assert.Equal(ScriptFailureKind.NotAScript, answer.Failure!.Kind);
        Assert.False(process.HasExited);
    }

    [Fact]
    public async Task Runner_ThatIsNotThere_IsSaidWithWhatDotnetWrote()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ScriptProcess.StartAsync(CompiledParcels.DotNet, "nothing.dll", TimeProvider.System, Stop));

        Assert.Contains("nothing.dll", exception.Message, StringComparison.Ordinal);
    }

    private static Task<ScriptProcess> StartAsync() =>
        ScriptProcess.StartAsync(
            CompiledParcels.DotNet, Path.Combine(CompiledParcels.Scripting, "ConnectorBuild.ScriptRunner.dll"), TimeProvider.System,
            Stop);

    private ScriptCall Call(string operation) =>
        new() { Assembly = parcels.Assembly, OperationId = operation, Method = "GET", Url = "https://parcels.contoso.com/", TimeLimit = 60_000 };

    private static string Text(ScriptAnswer answer) => Encoding.UTF8.GetString(answer.Body ?? []);
}
