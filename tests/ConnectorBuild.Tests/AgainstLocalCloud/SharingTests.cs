using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Makers find what a pipeline deployed, and its owner is who the project says.</summary>
public sealed class SharingTests : CloudTest
{
    private async Task<string> MakeTeamAsync(string name)
    {
        var team = await Target().SendAsync(Credential(Target()), HttpMethod.Post, "teams", new JsonObject { ["name"] = name, ["teamtype"] = 0 });
        return (string)team!["teamid"]!;
    }

    private async Task<string> MakerAsync()
    {
        var users = await Target().SendAsync(
            Credential(Target()), HttpMethod.Get, "systemusers?$select=domainname&$filter=fullname eq 'Local Maker'");
        return (string)users!["value"]![0]!["domainname"]!;
    }

    private DesiredState With(string? owner, params ConnectorShare[] shares) => Desired(Contoso.Project with { Owner = owner, Shares = shares });

    [Fact]
    public async Task Deploy_OwnerAndShares_AreMadeTrueAndReadBack()
    {
        await MakeTeamAsync("Makers");
        var maker = await MakerAsync();
        var desired = With("Makers", new ConnectorShare(maker, "CanView"));

        var result = await DeployAsync(desired);

        Assert.Contains(result.Plan.Steps, s => s is AssignOwner { Owner: { IsTeam: true, DisplayName: "Makers" } });
        var sharing = result.Observed.Dataverse.Sharing!;
        Assert.Equal(sharing.Principals["Makers"][0].Id, sharing.OwnerId);
        Assert.Equal(["ReadAccess"], sharing.Shared.Single(s => s.PrincipalId == sharing.Principals[maker][0].Id).Rights);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_OwnerAndSharesAgain_WritesNothingInTwoDataverseRoundTrips()
    {
        await MakeTeamAsync("Makers");
        var desired = With("Makers", new ConnectorShare(await MakerAsync(), "CanEdit"));
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var again = await DeployAsync(desired);

        Assert.True(again.Plan.IsEmpty);
        Assert.Empty(Writes);
        Assert.InRange(Cloud.Requests.Records.Count(r => r.Service == "Dataverse" && r.Path.EndsWith("$batch", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public async Task Plan_OnePrincipalByTwoNamesWithDifferentAccess_IsRefused()
    {
        var id = await MakeTeamAsync("Makers");

        Assert.Equal(
            ["CB8203"],
            await CodesAsync(() => DeployAsync(With(null, new ConnectorShare("Makers", "CanView"), new ConnectorShare(id, "CanEdit")))));
        Assert.Single(
            (await DeployAsync(
                With(
                    null, new ConnectorShare("Makers", "CanView"),
                    new ConnectorShare(id, "CanView")))).Observed.Dataverse.Sharing!.Shared);
    }

    [Fact]
    public async Task Deploy_ShareWithLessThanBefore_TakesTheRightAway()
    {
        var maker = await MakerAsync();
        await DeployAsync(With(null, new ConnectorShare(maker, "CanEdit")));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await DeployAsync(With(null, new ConnectorShare(maker, "CanView")));

        Assert.True(Assert.Single(result.Plan.Steps.OfType<ShareConnector>()).IsShared);
        Assert.Equal(["ReadAccess"], Assert.Single(result.Observed.Dataverse.Sharing!.Shared).Rights);
    }

    [Fact]
    public async Task Deploy_ShareTakenFromTheProject_TakesBackWhatWasGivenAndNothingElse()
    {
        var maker = await MakerAsync();
        var team = await MakeTeamAsync("Makers");
        await DeployAsync(With(null, new ConnectorShare(maker, "CanView")));
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Target().SendAsync(Credential(Target()), HttpMethod.Post, "GrantAccess", new JsonObject
        {
            ["Target"] = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.connector", ["connectorid"] = Desired().Row.Identity.RowId.ToString() },
            ["PrincipalAccess"] = new JsonObject { ["AccessMask"] = "ReadAccess", ["Principal"] = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.team", ["teamid"] = team } },
        });
        await DeployAsync(With(null, new ConnectorShare(maker, "CanView"), new ConnectorShare("Makers", "CanView")));

        var result = await DeployAsync(With(null));

        Assert.Equal(["Remove share", "Update deployment record"], result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.Equal([Guid.Parse(team)], result.Observed.Dataverse.Sharing?.Shared.Select(s => s.PrincipalId) ?? [Guid.Parse(team)]);
        Assert.Equal([Guid.Parse(team)], (await DeployAsync(With("Makers"))).Observed.Dataverse.Sharing!.Shared.Select(s => s.PrincipalId));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_OwnerChanged_KeepsTheSecret()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await MakeTeamAsync("Makers");

        var second = await DeployAsync(With("Makers"));
        Clock.Advance(TimeSpan.FromMinutes(5));
        var third = await DeployAsync(With("Makers"));

        Assert.Equal(["owner", "deployment record"], second.Plan.Steps.Select(s => s.Thing));
        Assert.Equal(first.Observed.Entra!.Application!.Passwords, second.Observed.Entra!.Application!.Passwords);
        Assert.True(third.Plan.IsEmpty);
    }

    [Fact]
    public async Task Deploy_PrincipalThatIsNotThere_IsRefusedBeforeAnything()
    {
        Cloud.Requests.Clear();

        Assert.Equal(["CB8201"], await CodesAsync(() => DeployAsync(With(null, new ConnectorShare("nobody@contoso.example", "CanView")))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_TwoTeamsOfThatName_AsksWhich()
    {
        await MakeTeamAsync("Makers");
        var second = await MakeTeamAsync("Makers");
        Cloud.Requests.Clear();

        Assert.Equal(["CB8202"], await CodesAsync(() => DeployAsync(With("Makers"))));
        Assert.Empty(Writes);
        Assert.Contains((await DeployAsync(With(second))).Plan.Steps, s => s is AssignOwner);
    }

    [Fact]
    public async Task Deploy_AccessThatThereIsNot_IsRefused() =>
        Assert.Equal(["CB8203"], await CodesAsync(async () => await DeployAsync(With(null, new ConnectorShare(await MakerAsync(), "CanFly")))));
}
