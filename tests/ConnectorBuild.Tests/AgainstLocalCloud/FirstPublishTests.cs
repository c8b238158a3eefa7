using ConnectorBuild.LocalCloud;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// The connectors of one repository, each published for the first time by a job of its own, into a solution that does not exist yet.
/// </summary>
public sealed class FirstPublishTests : CloudTest
{
    [Fact]
    public async Task Deploy_FiveConnectorsAtOnceIntoANewSolution_AllSucceed()
    {
        for (var round = 0; round < 5; round++)
        {
            var desired = Enumerable.Range(0, 5)
                .Select(
                    n => Desired(
                        Contoso.Project with { ConnectorName = $"connector{round}x{n}", SolutionName = $"Contoso{round}", PublisherPrefix = $"pub{round}" }))
                .ToList();

            var results = await Task.WhenAll(desired.Select(d => Task.Run(() => DeployAsync(d), Stop)));

            Assert.Single(results.Select(r => r.Observed.Dataverse.Solution!.Id).Distinct());
            foreach (var one in desired)
            {
                Assert.True((await SignInAsync(one)).Succeeded);
            }
        }
    }

    [Fact]
    public async Task Deploy_PublisherOfThatNameHasAnotherPrefix_IsRefused()
    {
        await DeployAsync(Desired(Contoso.Project with { PublisherName = "shared", PublisherPrefix = "first" }));

        var codes = await CodesAsync(
            () => DeployAsync(
                Desired(
                    Contoso.Project with { SolutionName = "Another", ConnectorName = "another", PublisherName = "shared", PublisherPrefix = "second" })));

        Assert.Equal(["CB8016"], codes);
    }
}
