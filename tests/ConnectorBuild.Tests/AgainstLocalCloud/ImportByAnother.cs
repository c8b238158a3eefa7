using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Another pipeline that imports solutions into the same environment.</summary>
internal sealed class ImportByAnother(CloudTest test, DeploymentTarget target) : IDisposable
{
    private readonly HttpClient _http = CloudHttp.CreateForTokens(target);

    public void Dispose() => _http.Dispose();

    public async Task<string> StartAsync(ReadOnlyMemory<byte> zip)
    {
        var stop = TestContext.Current.CancellationToken;
        var token = await test.Credential(target).GetTokenAsync(new TokenRequestContext([new Uri(target.DataverseUrl, ".default").ToString()]), stop);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await _http.PostAsJsonAsync(
            new Uri(target.DataverseUrl, "api/data/v9.2/ImportSolutionAsync"),
            new JsonObject { ["CustomizationFile"] = Convert.ToBase64String(zip.Span), ["OverwriteUnmanagedCustomizations"] = true, ["PublishWorkflows"] = true },
            stop);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>(stop))!["AsyncOperationId"]!;
    }

    public async Task ImportAsync(ReadOnlyMemory<byte> zip)
    {
        var operation = await StartAsync(zip);
        test.Clock.Advance(TimeSpan.FromMinutes(30));
        var row = await _http.GetFromJsonAsync<JsonObject>(
            new Uri(target.DataverseUrl, $"api/data/v9.2/asyncoperations({operation})"), TestContext.Current.CancellationToken);
        Assert.Equal(30, (int)row!["statuscode"]!);
    }
}

internal sealed class NoSecretReader : ISecretReader
{
    public Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No secret was to be read.");
}

/// <summary>Stops the run as soon as its import is under way.</summary>
internal sealed class StoppingObserver(CancellationTokenSource stop) : IDeploymentObserver
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
        if (text.StartsWith("import ", StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    public List<Diagnostic> Reported { get; } = [];

    public void Report(Diagnostic diagnostic) => Reported.Add(diagnostic);

    public void Verified(IReadOnlyList<string> facts, TimeSpan elapsed)
    {
    }
}
