using System.Diagnostics;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Benchmarks;

/// <summary>
/// Requests, round trips in sequence and time of a first, an unchanged and a rotating publish against the local cloud, and of packaging
/// 100 connectors.
/// </summary>
internal static class DeploymentFigures
{
    private const string Properties =
        """
        {"properties":{"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"aad","clientId":"","scopes":["user_impersonation"],"redirectMode":"GlobalPerConnector","customParameters":{"loginUri":{"value":"https://login.microsoftonline.com"},"tenantId":{"value":"common"},"resourceUri":{"value":"https://management.core.windows.net/"}}}}}}}
        """;

    private const string Definition =
        """
        {"swagger":"2.0","info":{"title":"Benchmark","description":"Lists subscriptions.","version":"1.0"},"host":"management.azure.com","basePath":"/","schemes":["https"],"paths":{}}
        """;

    private static readonly ConnectorProject Project = new() { ProjectName = "Benchmark", ProjectDirectory = ".", SolutionName = "Benchmarks", PublisherPrefix = "bench" };

    // Long beside what the engine does between requests, so that requests side by side overlap and those that wait for each other do not.
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);

    public static async Task<int> PrintAsync()
    {
        var atOnce = await MeasureAsync(TimeSpan.Zero).ConfigureAwait(false);
        var slow = await MeasureAsync(RoundTrip).ConfigureAwait(false);
        Console.WriteLine(
            $"{"publish",-12} {"Entra",6} {"Graph",6} {"Dataverse",10} {"writes",7} {"time",10} {"depth",6} "
                + $"{$"time at {RoundTrip.TotalMilliseconds:0} ms a request",25}");
        foreach (var (figure, depth) in atOnce.Zip(slow))
        {
            var records = figure.Records;
            Console.WriteLine(
                $"{figure.Name,-12} {records.Count(r => r.Service == "Entra"),6} {records.Count(r => r.Service == "Graph"),6} "
                    + $"{records.Count(r => r.Service == "Dataverse"),10} {records.Count(r => r.IsWrite),7} "
                    + $"{figure.Elapsed.TotalMilliseconds,7:0} ms {Depth(depth.Records),6} {depth.Elapsed.TotalMilliseconds,22:0} ms");
        }

        foreach (var count in new[] { 1, 10, 100 })
        {
            Package(count);
        }

        return 0;
    }

    private static async Task<List<Figure>> MeasureAsync(TimeSpan roundTrip)
    {
        var figures = new List<Figure>();
        var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions()).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            if (roundTrip > TimeSpan.Zero)
            {
                cloud.Faults.Add(new FaultRule { Delay = roundTrip });
            }

            var local = cloud.Environments["local"];
            var target = new DeploymentTarget
            {
                Name = "local",
                Environment = new DeploymentEnvironment { Name = "local" },
                DataverseUrl = new Uri(local.Url + "/"),
                TenantId = Guid.Parse(local.TenantId),
                AuthorityHost = new Uri(cloud.AuthorityHost),
                GraphUrl = new Uri(cloud.GraphUrl + "/"),
                TrustedCertificate = cloud.CertificateFile,
            };
            var desired = DesiredStates.Create(Project, Content(), target);
            await RunAsync("first", desired).ConfigureAwait(false);
            await RunAsync("unchanged", desired).ConfigureAwait(false);
            await RunAsync("rotation", desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } }).ConfigureAwait(false);

            // On behalf of users: the app exposes a scope, and consent is given.
            var agents = DesiredStates.Create(
                Project with { ConnectorName = "Agents", GrantAdminConsent = true }, Content() with { Properties = Encoding.UTF8.GetBytes(OnBehalfOf(local.TenantId)) }, target);
            await RunAsync("agents", agents).ConfigureAwait(false);
            await RunAsync("agents again", agents).ConfigureAwait(false);

            async Task RunAsync(string name, DesiredState state)
            {
                cloud.Requests.Clear();
                var started = Stopwatch.GetTimestamp();
                var credential = new ClientSecretCredential(cloud.Deployer.TenantId, cloud.Deployer.ClientId, cloud.Deployer.ClientSecret, new ClientSecretCredentialOptions
                {
                    AuthorityHost = target.AuthorityHost,
                    DisableInstanceDiscovery = true,
                    Transport = new HttpClientTransport(CloudHttp.CreateForTokens(target)),
                });
                using var engine = new DeploymentEngine(target, credential, credential, new NoSecrets(), TimeProvider.System, new Silent());
                await engine.DeployAsync(state, CancellationToken.None).ConfigureAwait(false);
                figures.Add(new Figure(name, cloud.Requests.Records, Stopwatch.GetElapsedTime(started)));
            }
        }

        return figures;
    }

    // Round trips in sequence: the longest row of requests of which each began after the one before had been answered.
    private static int Depth(IReadOnlyList<RequestRecord> records)
    {
        var (depth, end) = (0, DateTimeOffset.MinValue);
        foreach (var record in records.OrderBy(r => r.Time + r.Duration))
        {
            if (record.Time >= end)
            {
                (depth, end) = (depth + 1, record.Time + record.Duration);
            }
        }

        return depth;
    }

    private static void Package(int count)
    {
        var definition = Encoding.UTF8.GetBytes(
            Definition.Replace("Lists subscriptions.", new string('x', 900), StringComparison.Ordinal).PadRight(80_000));
        var rows = Enumerable.Range(0, count).Select(i =>
        {
            var content = Content() with { Definition = definition };
            return ConnectorRow.Create(ProjectIdentity.Of(Project with { ConnectorName = $"Connector{i}" }, content), content);
        }).ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        using var package = new MemoryStream();
        SolutionPackage.Write(package, SolutionManifest.Create(Project), rows, managed: false);
        Console.WriteLine(
            $"package of {count,3} connectors: {package.Length / 1024.0,8:0} KB, "
                + $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds,6:0.0} ms, "
                + $"{(GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0,8:0} KB allocated");
    }

    private static string OnBehalfOf(string tenant) => Properties
        .Replace(
            "\"customParameters\":{",
            "\"properties\":{\"IsOnbehalfofLoginSupported\":true},\"customParameters\":{\"enableOnbehalfOfLogin\":{\"value\":\"true\"},",
            StringComparison.Ordinal)
        .Replace("\"common\"", $"\"{tenant}\"", StringComparison.Ordinal);

    private static ConnectorContent Content() =>
        new() { Definition = Encoding.UTF8.GetBytes(Definition), Properties = Encoding.UTF8.GetBytes(Properties) };

    private sealed record Figure(string Name, IReadOnlyList<RequestRecord> Records, TimeSpan Elapsed);

    private sealed class NoSecrets : ISecretReader
    {
        public Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No secret is brought.");
    }

    private sealed class Silent : IDeploymentObserver
    {
        public void SignedIn(string service, SignedInIdentity identity)
        {
        }

        public void Began(DesiredState desired)
        {
        }

        public void Planned(DesiredState desired, ObservedState observed, DeploymentPlan plan)
        {
        }

        public void StepStarted(DeploymentStep step)
        {
        }

        public void StepCompleted(DeploymentStep step, string? outcome, TimeSpan elapsed)
        {
        }

        public void Progress(string text)
        {
        }

        public void Report(Diagnostic diagnostic)
        {
        }

        public void Verified(IReadOnlyList<string> facts, TimeSpan elapsed)
        {
        }
    }
}
