using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

public sealed class DeploymentTests : CloudTest
{
    [Fact]
    public async Task Deploy_EmptyEnvironment_EndsWithASignInThatWorks()
    {
        var observer = new RecordingObserver();

        var result = await DeployAsync(observer: observer);

        var app = result.Observed.Entra!.Application!;
        var connector = result.Observed.Dataverse.Connector!;
        Assert.Equal("user_impersonation", Assert.Single(observer.Plan!.Steps.OfType<CreateApplication>()).Permissions.Single().Scope.Value);
        Assert.Single(app.Permissions);
        Assert.Single(app.Passwords);
        Assert.StartsWith("https://global.consent.azure-apim.net/redirect/", Assert.Single(app.RedirectUris), StringComparison.Ordinal);
        Assert.NotNull(result.Observed.Entra.ServicePrincipalId);
        Assert.DoesNotContain("clientSecret", connector["connectionparameters"]!, StringComparison.Ordinal);
        var signIn = await SignInAsync();
        Assert.True(signIn.Succeeded, signIn.Message);
        Assert.Equal(Contoso.ResourceUrl, signIn.Audience);
        Assert.Equal(["user_impersonation"], signIn.Scopes);
    }

    [Fact]
    public async Task Deploy_Again_WritesNothingAndTakesTwoRoundTripsAtMost()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var result = await DeployAsync();

        Assert.True(result.Plan.IsEmpty);
        Assert.Empty(Writes);
        Assert.InRange(Count("Graph"), 1, 2);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Fact]
    public async Task Deploy_DefinitionChanged_KeepsTheSecretAndTheSignIn()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await DeployAsync(
            Desired(definition: Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal)));

        Assert.Equal(["Update connector", "Update deployment record"], second.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.Equal(first.Observed.Entra!.Application!.Passwords, second.Observed.Entra!.Application!.Passwords);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_SecretGetsOld_RenewsItKeepsTheOldOneForADayAndThenRetiresIt()
    {
        var first = (await DeployAsync()).Observed.Entra!.Application!.Passwords.Single();
        Clock.Advance(TimeSpan.FromDays(155));

        var renewed = (await DeployAsync()).Observed.Entra!.Application!.Passwords;
        Assert.Equal(2, renewed.Length);
        Assert.Contains(first, renewed);
        Assert.True((await SignInAsync()).Succeeded);

        Clock.Advance(TimeSpan.FromHours(20));
        Assert.True((await DeployAsync()).Plan.IsEmpty);

        Clock.Advance(TimeSpan.FromHours(8));
        var plan = (await DeployAsync()).Plan;
        Assert.Equal(first.KeyId, Assert.IsType<RemoveSecret>(Assert.Single(plan.Steps)).Secret.KeyId);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync()).Plan.IsEmpty);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_TwoEnvironmentsInOneTenant_HaveAppsOfTheirOwn()
    {
        var one = await DeployAsync();
        var other = Desired(target: Target() with { Name = "other", Environment = new() { Name = "other" } });

        Assert.NotEqual(one.Observed.Entra!.Application!.UniqueName, other.Application!.UniqueName);
    }

    [Fact]
    public async Task Deploy_NoSignIn_MakesNoApp()
    {
        var desired = Desired(properties: """{"properties":{"connectionParameters":{}}}""");

        var result = await DeployAsync(desired);
        Cloud.Requests.Clear();
        var again = await DeployAsync(desired);

        Assert.Null(result.Observed.Entra);
        Assert.True(again.Plan.IsEmpty);
        Assert.Equal(0, Count("Graph"));
    }

    [Fact]
    public async Task Deploy_Nothing_OfTheSecretIsInWhatIsObserved()
    {
        var result = await DeployAsync();

        var record = JsonNode.Parse(result.Observed.Dataverse.Record.Record!.ToJson())!;
        Assert.Equal(result.Observed.Entra!.Application!.Passwords.Single().KeyId.ToString(), (string?)record["secretKeyId"]);
        Assert.Null(record["secret"]);
    }
}
