using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>Which secrets of ours go, and when, as a pure function.</summary>
public sealed class SecretRetirementTests
{
    private static readonly Guid Other = new("cccccccc-0000-0000-0000-000000000001");

    [Theory]
    [InlineData("left by a run, 19 minutes old", 19, false, 100, true, "")]
    [InlineData("left by a run, 21 minutes old", 21, false, 100, true, "goes")]
    [InlineData("predecessor, its successor is young", 5000, true, 60, true, "")]
    [InlineData("predecessor, its successor is a day old", 5000, true, 1500, true, "goes")]
    [InlineData("left by a run, older than the secret in use", 5000, false, 60, true, "goes")]
    [InlineData("the row was written by somebody else", 5000, false, 1500, false, "")]
    public void Plan_SecretThatIsNotInUse_GoesWhenItIsProvablyUnused(string what, int age, bool isFormer, int since, bool isRowOurs, string expected)
    {
        var desired = Contoso.Desired();
        var state = Observed.Deployed(desired)
            .WithApplication(
                a => a with { Passwords = [.. a.Passwords, Password(desired.Application!.SecretPrefix, age), Password("somebody's/", 5000) with { KeyId = Guid.NewGuid() }] })
            .WithRecord(r => r with
            {
                Former = isFormer ? [DeploymentRecord.SecretKey(Other)] : [],
                SecretSince = Observed.Now.AddMinutes(-since),
                RowETag = isRowOurs ? r.RowETag : "W/\"1\"",
            });

        var removed = DeploymentPlanner.Plan(desired, state, Observed.Now).Steps.OfType<RemoveSecret>().Select(s => s.Secret.KeyId);

        Assert.Equal((what, expected.Length > 0 ? [Other] : Array.Empty<Guid>()), (what, removed.ToArray()), Compare);
    }

    [Fact]
    public void Plan_NoConnectorYet_RemovesWhatAFirstRunLeft()
    {
        var desired = Contoso.Desired();
        var state = Observed.Nothing with
        {
            Entra = Observed.Deployed(desired).Entra! with { Application = Observed.Deployed(desired).Entra!.Application! with { Passwords = [Password(desired.Application!.SecretPrefix, 21)] } },
        };

        Assert.Equal(Other, Assert.Single(DeploymentPlanner.Plan(desired, state, Observed.Now).Steps.OfType<RemoveSecret>()).Secret.KeyId);
    }

    [Fact]
    public void Plan_RecordOfAnEarlierVersion_KeepsASecretForTheOverlap()
    {
        var desired = Contoso.Desired();
        var state = Observed.Deployed(desired)
            .WithApplication(a => a with { Passwords = [.. a.Passwords, Password(desired.Application!.SecretPrefix, 600)] })
            .WithRecord(r => r with { Former = null, SecretSince = Observed.Now.AddHours(-9) });

        Assert.Empty(DeploymentPlanner.Plan(desired, state, Observed.Now).Steps);
    }

    private static bool Compare((string What, Guid[] Ids) a, (string What, Guid[] Ids) b) => a.What == b.What && a.Ids.SequenceEqual(b.Ids);

    private static PasswordState Password(string prefix, int age) =>
        new(Other, prefix + "x", Observed.Now.AddMinutes(-age), Observed.Now.AddDays(100));
}
