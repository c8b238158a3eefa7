using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary><c>listen</c>: triggers that poll, and webhooks.</summary>
public sealed class ListenTests : CallRun
{
    private const string Schema = """{ "type": "object", "properties": { "value": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" } } } } } }""";
    private const string Polling = """ "connectionParameters": {}, "policyTemplateInstances": [ { "templateId": "pollingtrigger", "title": "New orders", "parameters": { "x-ms-apimTemplateParameter.triggerConfig": { "since": "@{triggerBody().value[0].id}" }, "x-ms-apimTemplateParameter.triggerDataPath": "@triggerBody().value", "x-ms-apimTemplate-operationName": [ "OnOrder" ] } } ] """;
    private const string Since = """ "x-ms-trigger": "batch", "parameters": [ { "name": "since", "in": "query", "type": "string", "x-ms-visibility": "internal", "description": "From.", "x-ms-summary": "Since" } ],""";
    private const string Webhook = """ "x-ms-trigger": "single", "parameters": [ { "name": "body", "in": "body", "schema": { "type": "object", "required": [ "callback" ], "properties": { "callback": { "type": "string", "x-ms-notification-url": true, "x-ms-visibility": "internal" } } } } ],""";
    private const string Notification = """ "x-ms-notification-content": { "description": "An order.", "schema": { "type": "object", "required": [ "id" ], "properties": { "id": { "type": "integer" } } } }""";

    private readonly List<string> _asked = [];
    private readonly List<string> _deleted = [];

    [Theory]
    [InlineData("9", 0, null)]
    [InlineData("\"nine\"", 1, "'/value/0/id' is a string, and the definition says integer")]
    public async Task Polling_NewItems_AreEventsAndMoveTheState(string id, int expected, string? words)
    {
        await StartBackendAsync(context =>
        {
            var since = context.Request.Query["since"].ToString();
            _asked.Add(since);

            // Nothing new at the second question.
            return AnswerAsync(context, since switch
            {
                "" => """{ "value": [ { "id": 7 } ] }""",
                "7" when _asked.Count(a => a == "7") < 2 => """{ "value": [] }""",
                "7" => $$"""{ "value": [ { "id": {{id}} } ] }""",
                _ => """{ "value": [ { "id": 12 } ] }""",
            });
        });
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("OnOrder", Since, Schema)}} } }""", Polling);

        var (exit, said) = await RunAsync("listen", "OnOrder", Description, "--count", "2", "--timeout", "60");

        Assert.True(exit == expected, said);
        Assert.Equal(["", "7", "7", id.Trim('"')], _asked);
        Assert.Contains("event 2: {\"value\":[{\"id\":12}]}", said, StringComparison.Ordinal);
        Assert.Contains(
            words is null ? "polling: OnOrder; its state is set" : $"error CB9618: Event 1 of OnOrder: {words}", said,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": 7 }""", 0, null)]
    [InlineData("""{ "number": 7 }""", 1, "has no 'id', which the definition requires")]
    [InlineData("order 7", 1, "The payload is not JSON")]
    public async Task Webhook_Posted_IsCheckedAndTheHookRemoved(string payload, int expected, string? words)
    {
        await StartHooksAsync(payload, decodes: false);
        await PublishWebhookAsync();

        var (exit, said) = await RunAsync("listen", "OnOrder", Description, "--count", "1", "--timeout", "60");

        Assert.True(exit == expected, said);
        Assert.Equal(["/hooks/5"], _deleted);
        Assert.Contains("subscribed: OnOrder (201)", said, StringComparison.Ordinal);
        Assert.Contains("removed: DELETE ", said, StringComparison.Ordinal);
        Assert.Contains(words is null ? "event 1: {\"id\":7}" : words, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_AddressDecoded_Is401AsOnThePlatformAndSaid()
    {
        await StartHooksAsync("{}", decodes: true);
        await PublishWebhookAsync();

        var (exit, said) = await RunAsync("listen", "OnOrder", Description, "--count", "1", "--timeout", "1");

        Assert.Equal(1, exit);
        Assert.Contains("decoding its %2F changes the signature", said, StringComparison.Ordinal);
        Assert.Contains("error CB9621: OnOrder brought 0 of 1 events", said, StringComparison.Ordinal);
        Assert.Equal(["/hooks/5"], _deleted);
    }

    [Fact]
    public async Task Webhook_Stopped_RemovesTheHook()
    {
        await StartHooksAsync(payload: null, decodes: false);
        await PublishWebhookAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var output = new StringWriter();
        var run = ConnectorTool.RunAsync(
            ["listen", "OnOrder", Description], new ToolStreams(TextWriter.Synchronized(output), TextWriter.Null, IsInteractive: false),
            Clock, stop.Token);
        await _subscribed.Task.WaitAsync(Stop);

        await stop.CancelAsync();
        await run;

        Assert.Equal(["/hooks/5"], _deleted);
    }

    [Theory]
    [InlineData("ListOrders", "CB9619", "it has OnOrder")]
    [InlineData("OnOrders", "CB9601", "did you mean 'OnOrder'?")]
    public async Task Listen_NotATrigger_Is64(string id, string code, string words)
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("OnOrder", Since, Schema)}} }, "/all": { "get": {{Operation("ListOrders")}} } }""", Polling);

        var (exit, said) = await RunAsync("listen", id, Description);

        Assert.Equal(64, exit);
        Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_Refused_SaysThatAFlowCouldNotBeSaved()
    {
        await StartBackendAsync(context => AnswerAsync(context, """{ "why": "full" }""", 409));
        await PublishWebhookAsync();

        var (exit, said) = await RunAsync("listen", "OnOrder", Description, "--count", "1", "--timeout", "60");

        Assert.Equal(1, exit);
        Assert.Contains("error CB9620: OnOrder could not be subscribed: the answer was 409", said, StringComparison.Ordinal);
    }

    private readonly TaskCompletionSource _subscribed = new();

    private Task PublishWebhookAsync() => PublishAsync(
        $$"""{ "/hooks": { {{Notification}}, "post": {{Operation("OnOrder", Webhook).Replace("\"200\"", "\"201\"", StringComparison.Ordinal)}} }, "/hooks/{id}": { "delete": { "operationId": "RemoveHook", "summary": "Remove", "description": "Removes a hook.", "x-ms-visibility": "internal", "parameters": [ { "name": "id", "in": "path", "type": "string", "required": true, "description": "Which.", "x-ms-summary": "Id", "x-ms-url-encoding": "single" } ], "responses": { "200": { "description": "OK" } } } } }""",
        """ "connectionParameters": {} """);

    // An API that keeps one hook, number 5, and calls it as soon as it is there.
    private Task StartHooksAsync(string? payload, bool decodes) => StartBackendAsync(async context =>
    {
        if (context.Request.Method == "DELETE")
        {
            _deleted.Add(context.Request.Path);
            return;
        }

        var callback = (string)JsonNode.Parse(await new StreamReader(context.Request.Body).ReadToEndAsync(Stop))!["callback"]!;
        context.Response.StatusCode = 201;
        context.Response.Headers.Location = "/hooks/5";
        _subscribed.TrySetResult();
        if (payload is not null)
        {
            using var client = new HttpClient();
            await client.PostAsync(
                new Uri(decodes ? callback.Replace("%2F", "/", StringComparison.Ordinal) : callback), new StringContent(payload), Stop);
        }
    });
}
