using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectorBuild.Tool.Calls;

/// <summary>
/// A listener on loopback in the place of the platform's callback address. The address has <c>%2F</c> in it, as the platform's has: an
/// API that decodes it before it calls gets the same 401.
/// </summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private const int LongestBody = 4 * 1024 * 1024;

    private readonly Channel<byte[]> _events = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<string> _notes = Channel.CreateUnbounded<string>();
    private readonly string _target = $"/workflows/{Guid.NewGuid():N}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={Guid.NewGuid():N}";
    private WebApplication? _application;

    /// <summary>The address for the subscription.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What was posted.</summary>
    public ChannelReader<byte[]> Events => _events.Reader;

    /// <summary>What a person should know.</summary>
    public ChannelReader<string> Notes => _notes.Reader;

    /// <summary>Starts to listen on a free port of 127.0.0.1.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o =>
        {
            o.Limits.MaxRequestBodySize = LongestBody;
            o.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        Url = _application.Urls.First() + _target;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (sent != _target)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            _notes.Writer.TryWrite(
                $"A request to another address was answered with 401: {sent}. Call the address exactly as it was subscribed; decoding "
                    + "its %2F changes the signature.");
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        _events.Writer.TryWrite(body.ToArray());
    }
}
