using System.Text.Json.Nodes;
using ConnectorBuild.Projects;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What a publish to the local cloud proves by a call.</summary>
public sealed class CallProofTests : CallRun
{
    [Fact]
    public async Task Proof_Call_EndsWithTheOperation()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");
        Describe(p => p with { Proof = ConnectorProof.Call });

        var (exit, said) = await RunAsync("deploy", Description);
        var (_, json) = await RunAsync("deploy", Description, "--json");

        Assert.True(exit == 0, said);
        Assert.EndsWith("AzureResourceManager -> called: ListOrders returned 200 through sign-in", said.TrimEnd(), StringComparison.Ordinal);
        Assert.True(
            (bool)JsonNode.Parse(
                json[json.IndexOf("\n{", StringComparison.Ordinal)..json.LastIndexOf("\n}", StringComparison.Ordinal)] + "}")!["call"]!["isProved"]!);
    }

    [Theory]
    [InlineData(ConnectorProof.Call, null, "ListOrders: CB9615: ListOrders was answered with 502 (the API answered with 503)")]
    [InlineData(ConnectorProof.Call, "ListOrder", "CB9601: ")]
    [InlineData(ConnectorProof.Call, "GetOrder", "needs a value for 'id' (path)")]
    public async Task Proof_Call_ThatDoesNotSucceed_Fails(ConnectorProof proof, string? operation, string words)
    {
        const string Id = """ "parameters": [ { "name": "id", "in": "path", "type": "string", "required": true, "description": "Which.", "x-ms-summary": "Id", "x-ms-url-encoding": "single" } ],""";
        await StartBackendAsync(context => AnswerAsync(context, "{}", 503));
        await PublishAsync($$"""{ "/orders/{id}": { "get": {{Operation("GetOrder", Id)}} }, "/orders": { "get": {{Operation("ListOrders")}} } }""");
        Describe(p => p with { Proof = proof, ProofOperation = operation });

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.Equal(1, exit);
        Assert.Contains("error CB9616: ", said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains("What was deployed stays.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_Default_WithAnApiThatDoesNotStart_WarnsAndSucceeds()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");
        Describe(p => p with { Api = new ConnectorApi(null, null, null) { ProjectFile = At("Api/Api.csproj"), Assembly = At("Api/Api.dll") } });
        Directory.CreateDirectory(At("Api"));

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("warning CB9617: ", said, StringComparison.Ordinal);
        Assert.Contains("before it listened", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task Proof_ScriptWhoseFirstCallIsSlow_IsCalledOnceMore(int slowCalls, int exitCode)
    {
        var calls = 0;
        await StartBackendAsync(async context =>
        {
            if (++calls <= slowCalls)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            await AnswerAsync(context, "{}");
        });
        await PublishAsync(
            $$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""",
            script: ScriptCallTests.Script("return await Context.SendAsync(Context.Request, CancellationToken);"));
        Describe(p => p with { ScriptFile = At("script.csx"), Proof = ConnectorProof.Call });

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == exitCode, said);
        Assert.Contains(exitCode == 0 ? "called: ListOrders returned 200 through sign-in and script" : "CB9608", said, StringComparison.Ordinal);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Proof_Default_WithoutAnApi_CallsNothing()
    {
        var calls = 0;
        await StartBackendAsync(context =>
        {
            calls++;
            return AnswerAsync(context, "{}");
        });
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");

        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Proof_Call_WithoutAnOperationThatNeedsNothing_SaysWhatToName()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "post": {{Operation("PlaceOrder")}} } }""");
        Describe(p => p with { Proof = ConnectorProof.Call });

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.Equal(1, exit);
        Assert.Contains("name one with ConnectorProofOperation", said, StringComparison.Ordinal);
    }
}
