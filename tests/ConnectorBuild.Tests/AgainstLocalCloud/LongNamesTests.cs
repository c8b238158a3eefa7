using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Display names that leave no room for what is said after them.</summary>
public sealed class LongNamesTests : SolutionRouteTest
{
    // The pair would be cut in two where the record's name ends.
    private static readonly string Longest = new string('n', 79) + "\U0001F600" + new string('m', 19);

    [Fact]
    public async Task Deploy_ByDirect_WorksAndSoDoesTheSecondTime()
    {
        var desired = Desired(Contoso.Project with { DisplayName = Longest });

        var result = await DeployAsync(desired);

        Assert.Equal(Longest, result.Observed.Dataverse.Connector!["displayname"]);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_BySolution_WorksAndSoDoesTheSecondTime(bool managed)
    {
        Files.Write("apiDefinition.local.json", """{"host":"other.azure.com"}""");
        var desired = Desired(managed: managed, change: p => p with { DisplayName = Longest });

        await DeployAsync(desired);

        Assert.All(desired.Import().Package.Manifest.EnvironmentVariables, v => Assert.InRange(v.DisplayName.Length, 1, 100));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
    }

    [Theory]
    [InlineData(80, 99)]
    [InlineData(81, 100)]
    [InlineData(82, 100)]
    [InlineData(200, 100)]
    public void RecordDisplay_OfAnyLength_FitsItsColumn(int length, int expected)
    {
        var name = SchemaNames.RecordDisplay(new string('n', length));

        Assert.Equal(expected, name.Length);
        Assert.EndsWith(": deployment record", name, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordDisplay_ThatWouldEndInHalfACharacter_EndsBeforeIt() =>
        Assert.Equal(new string('n', 79) + "…: deployment record", SchemaNames.RecordDisplay(Longest));
}
