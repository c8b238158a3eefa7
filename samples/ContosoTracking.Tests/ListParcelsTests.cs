using ConnectorBuild.Scripting;
using Xunit;

namespace ContosoTracking.Tests;

public sealed class ListParcelsTests
{
    private readonly ScriptHost _host = ScriptHost.For<Script>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_OfTheApi_BecomesAnObjectWithWords()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://tracking.contoso.com/parcels");

        using var result = await _host.ExecuteAsync("ListParcels", request, CannedHandler.Json("""[{"number":"7","state":2}]"""), cancellationToken: Stop);

        Assert.Equal(HttpStatusCode.OK, result.Response.StatusCode);
        Assert.Equal("""{"value":[{"number":"7","state":"delivered"}]}""", await result.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task State_InTheQuery_IsSentAsItsNumber()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://tracking.contoso.com/parcels?state=under%20way");

        using var result = await _host.ExecuteAsync("ListParcels", request, CannedHandler.Json("[]"), cancellationToken: Stop);

        Assert.Equal("?state=1", Assert.Single(result.Requests).Uri?.Query);
    }

    [Fact]
    public async Task Failure_OfTheApi_PassesThroughAndIsLogged()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://tracking.contoso.com/parcels");

        using var result = await _host.ExecuteAsync("ListParcels", request, CannedHandler.Json("""{"error":"busy"}""", HttpStatusCode.TooManyRequests), cancellationToken: Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, result.Response.StatusCode);
        Assert.Equal("The API answered 429", Assert.Single(result.Logs).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Operation_InAnyRegion_IsUnderstood(bool asBase64)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://tracking.contoso.com/parcels");

        using var result = await _host.ExecuteAsync(
            "ListParcels", request, CannedHandler.Json("[]"), new ScriptOptions { OperationIdAsBase64 = asBase64 }, Stop);

        Assert.Equal("""{"value":[]}""", await result.ReadAsStringAsync(Stop));
    }
}
