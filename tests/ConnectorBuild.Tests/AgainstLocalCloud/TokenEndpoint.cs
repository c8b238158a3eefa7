using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>The endpoint of a CI system that gives out tokens, over plain HTTP on loopback.</summary>
internal sealed class TokenEndpoint(WebApplication application) : IAsyncDisposable
{
    public string Url => application.Urls.First() + "/token";

    public static async Task<TokenEndpoint> StartAsync(Func<HttpRequest, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Map("/token", async context =>
        {
            var body = answer(context.Request);
            context.Response.StatusCode = body is null ? (int)HttpStatusCode.Forbidden : (int)HttpStatusCode.OK;
            await context.Response.WriteAsync(body ?? "{}");
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new TokenEndpoint(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
