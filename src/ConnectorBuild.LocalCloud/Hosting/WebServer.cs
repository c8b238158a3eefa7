using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>Kestrel with nothing around it: no configuration files, no environment variables, no log.</summary>
internal static class WebServer
{
    /// <summary>Starts to listen on sockets that are bound already.</summary>
    public static async Task<WebApplication> StartAsync(
        IReadOnlyList<Socket> sockets, X509Certificate2 certificate, RequestDelegate handle, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;

            // A solution with many connectors is larger than Kestrel's default of 30 MB.
            options.Limits.MaxRequestBodySize = 256L * 1024 * 1024;
            foreach (var socket in sockets)
            {
                options.Listen(socket.LocalEndPoint!, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate);
                });
            }
        });
        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket =
            endPoint => sockets.First(s => s.LocalEndPoint!.Equals(endPoint)));

        // The default would take Ctrl+C and SIGTERM away from the process that hosts the server.
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        var application = builder.Build();
        application.Run(handle);
        await application.StartAsync(cancellationToken);
        return application;
    }

    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
