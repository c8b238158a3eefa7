using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Benchmarks;

/// <summary>What the gateway of the local cloud adds to a call without a script: time of a call, calls in a second, memory over many calls.</summary>
internal static class GatewayFigures
{
    private const int Single = 3_000;
    private const int Many = 100_000;
    private const int Clients = 8;

    private const string Definition =
        """{ "swagger": "2.0", "info": { "title": "Orders", "version": "1.0" }, "host": "orders.contoso.com", "basePath": "/", "schemes": ["https"], "paths": { "/orders": { "get": { "operationId": "ListOrders", "responses": { "200": { "description": "", "schema": { "type": "object" } } } } } } }""";

    private static readonly byte[] Answer = Encoding.UTF8.GetBytes($"{{\"value\":[{string.Join(',', Enumerable.Repeat("""{"id":1,"customer":"Contoso","state":"open"}""", 20))}]}}");

    public static async Task<int> PrintAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        var backend = builder.Build();
        backend.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.Body.WriteAsync(Answer).AsTask();
        });
        await using (backend.ConfigureAwait(false))
        {
            await backend.StartAsync().ConfigureAwait(false);
            return await PrintAsync(backend.Urls.First()).ConfigureAwait(false);
        }
    }

    private static async Task<int> PrintAsync(string backend)
    {
        var runtime = new LocalRuntimeOptions { RequestsPerMinute = int.MaxValue, Backends = new Dictionary<string, string> { ["orders.contoso.com"] = backend } };
        var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { Runtime = runtime }).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            using var client = LocalCloudClient.CreateHttpClient(cloud.Endpoints);
            var connection = await ConnectAsync(cloud, client).ConfigureAwait(false);
            var (direct, through) = (new Uri(backend + "/orders"), new Uri(connection.Connection!.Url + "/orders"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection.Token);
            await MedianAsync(client, through, Single).ConfigureAwait(false);
            await MedianAsync(client, direct, Single).ConfigureAwait(false);
            var alone = await MedianAsync(client, direct, Single).ConfigureAwait(false);
            var median = await MedianAsync(client, through, Single).ConfigureAwait(false);
            Console.WriteLine(
                $"one call after the other, median: direct {alone:0.000} ms, through the gateway {median:0.000} ms, the gateway's own "
                    + $"time {median - alone:0.000} ms");

            await ManyAsync(client, through, 10_000).ConfigureAwait(false);
            var before = Memory();
            var elapsed = await ManyAsync(client, through, Many).ConfigureAwait(false);
            var after = Memory();
            var rate = Many / elapsed.TotalSeconds;
            Console.WriteLine(
                $"{Many:#,0} calls by {Clients} clients in {elapsed.TotalSeconds:0.0} s: {rate:#,0} calls a second; memory held before "
                    + $"{before / 1024.0 / 1024:0.0} MB, after {after / 1024.0 / 1024:0.0} MB");
            return median - alone < 2 && rate >= 1000 && after - before < 8 * 1024 * 1024 ? 0 : 1;
        }
    }

    private static async Task<ConnectionAnswer> ConnectAsync(LocalCloudServer cloud, HttpClient client)
    {
        var (environment, deployer) = (cloud.Environments["local"], cloud.Deployer);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = deployer.ClientId,
            ["client_secret"] = deployer.ClientSecret,
            ["scope"] = environment.Url + "/.default",
        });
        using var token = await client.PostAsync(new Uri($"{cloud.AuthorityHost}{deployer.TenantId}/oauth2/v2.0/token"), form).ConfigureAwait(false);
        var bearer = (string)JsonNode.Parse(await token.Content.ReadAsStringAsync().ConfigureAwait(false))!["access_token"]!;
        var row = new JsonObject { ["name"] = "bench_orders", ["displayname"] = "Orders", ["connectortype"] = 1, ["openapidefinition"] = Definition, ["connectionparameters"] = "{}", ["policytemplateinstances"] = "[]" };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{environment.Url}/api/data/v9.2/connectors") { Content = new StringContent(
                row.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var made = await client.SendAsync(request).ConfigureAwait(false);
        made.EnsureSuccessStatusCode();
        return await cloud.ConnectAsync("local", "bench_orders", new ConnectionRequest()).ConfigureAwait(false);
    }

    private static async Task<double> MedianAsync(HttpClient client, Uri url, int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await CallAsync(client, url).ConfigureAwait(false);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[count / 2];
    }

    private static async Task<TimeSpan> ManyAsync(HttpClient client, Uri url, int count)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var i = 0; i < count / Clients; i++)
            {
                await CallAsync(client, url).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task CallAsync(HttpClient client, Uri url)
    {
        using var response = await client.GetAsync(url).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null).ConfigureAwait(false);
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
