using ConnectorBuild.Scripting;
using Xunit;

public sealed class ListOrdersTests
{
    [Fact]
    public async Task Customer_InSmallLetters_IsSentInCapitals()
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://orders.contoso.com/orders?customer=c-1042");

        using var result = await ScriptHost.For<Script>().ExecuteAsync("ListOrders", request, CannedHandler.Json("[]"), cancellationToken: stop);

        Assert.Equal("?customer=C-1042", Assert.Single(result.Requests).Uri?.Query);
    }
}
