using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Two pipelines at the same moment, two environments, one shared app: a hundred times.</summary>
public sealed class ConcurrencyTests : CloudTest
{
    protected override LocalCloudOptions Options => base.Options with
    {
        Environments = [new LocalEnvironmentOptions { Name = "local" }, new LocalEnvironmentOptions { Name = "second" }],
        StaleShare = 0.5,
    };

    [Fact]
    public async Task Deploy_TwoAtOnce_NeverMakesADuplicateAndEveryUrlIsThereAfterOneMoreRun()
    {
        for (var round = 0; round < 100; round++)
        {
            var project = Contoso.Project with { ConnectorName = $"Connector{round}" };
            DesiredState[] desired =
            [
                .. Cloud.Environments.Values.Select(
                    e => Desired(project, target: Target(e) with { Environment = new() { Name = e.Name, AppScope = "Shared" } })),
            ];

            await Task.WhenAll(desired.Select(TryAsync));
            DeploymentResult? last = null;
            foreach (var one in desired)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
                last = await DeployAsync(one);
            }

            Clock.Advance(TimeSpan.FromMinutes(1));
            var app = last!.Observed.Entra!.Application!;
            Assert.Equal(2, app.RedirectUris.Distinct().Count());
            foreach (var environment in Cloud.Environments.Keys)
            {
                var signIn = await Cloud.SignInAsync(environment, desired[0].Row.Identity.RowId.ToString(), Stop);
                Assert.True(signIn.Succeeded, $"round {round}, {environment}: {signIn.Message}");
                Assert.Equal(app.AppId, signIn.ClientId);
            }
        }

        var apps = await new GraphCaller(this).SendAsync(HttpMethod.Get, "/applications?$select=uniqueName&$top=999");
        var names = apps.GetProperty("value").EnumerateArray().Select(a => a.GetProperty("uniqueName").GetString()).OfType<string>()
            .Where(n => n.StartsWith("connectorbuild.", StringComparison.Ordinal)).ToList();
        Assert.Equal(100, names.Count);
        Assert.Equal(100, names.Distinct().Count());
    }

    private async Task TryAsync(DesiredState desired)
    {
        try
        {
            await DeployAsync(desired);
        }
        catch (ConnectorException)
        {
            // Losing the race is allowed; the next run completes.
        }
    }
}
