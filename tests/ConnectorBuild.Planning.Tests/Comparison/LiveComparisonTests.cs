using System.Text.Json;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Platform;

namespace ConnectorBuild.Planning.Tests.Comparison;

/// <summary>What makers have beside what was saved: what an answer contains is compared, and nothing else.</summary>
public sealed class LiveComparisonTests
{
    private const string Sent =
        """
        {"swagger":"2.0","host":"orders.contoso.com","basePath":"/v1","paths":{
          "/orders":{"get":{"operationId":"ListOrders","parameters":[{"name":"top","in":"query","type":"integer"}]}},
          "/":{"post":{"operationId":"InvokeMCP","x-ms-agentic-protocol":"mcp-streamable-1.0"}}}}
        """;

    private const string Live =
        """
        {"host":"europe-001.azure-apim.net","basePath":"/apim/orders","paths":{
          "/{connectionId}/orders":{"get":{"operationId":"ListOrders","parameters":[
            {"name":"connectionId","in":"path","required":true,"type":"string"},{"name":"top","in":"query","type":"integer"}]}},
          "/{connectionId}/":{"post":{"operationId":"InvokeMCP"}}}}
        """;

    public static TheoryData<string, string?> Answers => new()
    {
        // The answer's properties, then what makers lack; null for nothing.
        { "{}", null },
        { """{"displayName":"Orders","description":" All orders. ","iconBrandColor":"#0F4C81"}""", null },
        { """{"displayName":"orders"}""", "the display name is still 'orders'" },
        { """{"description":""}""", "the description is still ''" },
        { """{"displayName":null,"swagger":"none"}""", null },
        { $$"""{"swagger":{{Live}}}""", null },
        { $$"""{"swagger":{{Sent}}}""", null },
        { $$"""{"swagger":{{Live.Replace("ListOrders", "GetOrders", StringComparison.Ordinal)}}}""", "operation 'ListOrders' is missing, operation 'GetOrders' is still there" },
        { $$"""{"swagger":{{Live.Replace("\"top\"", "\"limit\"", StringComparison.Ordinal)}}}""", "operation 'ListOrders' lacks parameter 'top' in query, operation 'ListOrders' still has parameter 'limit' in query" },
        { $$"""{"swagger":{{Live.Replace("/{connectionId}/orders", "/{connectionId}/all", StringComparison.Ordinal)}}}""", "operation 'ListOrders' is still GET /all" },
        { $$"""{"swagger":{{Sent.Replace("\"/v1\"", "\"/v0\"", StringComparison.Ordinal)}}}""", "the host is still 'orders.contoso.com/v0'" },
        { $$"""{"runtimeUrls":["https://gateway.contoso.com/apim/orders"],"swagger":{{Live.Replace("europe-001.azure-apim.net", "gateway.contoso.com", StringComparison.Ordinal)}}}""", null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Of_Answer_FindsWhatMakersLack(string properties, string? missing)
    {
        var saved = new SavedConnector("shared_orders", DateTimeOffset.UnixEpoch, null)
        {
            DisplayName = "Orders",
            Description = "All orders.",
            BrandColor = "#0f4c81",
            Definition = Sent,
        };

        var comparison = LiveComparison.Of(saved, JsonDocument.Parse(properties).RootElement);

        Assert.Equal(missing ?? "", string.Join(", ", comparison.Missing));
        Assert.Equal(properties.Contains("\"paths\"", StringComparison.Ordinal), comparison.HasOperations);
    }

    [Fact]
    public void Of_HostThatIsAVariable_IsNotCompared()
    {
        var saved = new SavedConnector("shared_orders", DateTimeOffset.UnixEpoch, null)
        {
            Definition = Sent.Replace("orders.contoso.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal),
        };

        var comparison = LiveComparison.Of(saved, JsonDocument.Parse($$"""{"swagger":{{Sent}}}""").RootElement);

        Assert.Empty(comparison.Missing);
        Assert.DoesNotContain("host", comparison.Compared);
    }
}
