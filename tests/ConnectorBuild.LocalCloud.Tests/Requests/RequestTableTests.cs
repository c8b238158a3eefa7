namespace ConnectorBuild.LocalCloud.Tests.Requests;

/// <summary>Requests of every kind, right and wrong, with the status and code of the real service.</summary>
public sealed class RequestTableTests : CloudTest
{
    [Theory]
    [InlineData("sign-in", 60)]
    [InlineData("graph", 150)]
    [InlineData("dataverse", 110)]
    public async Task Requests_OfTheTable_AreAnsweredAsByTheRealService(string service, int least)
    {
        await StartAsync();
        var world = await RequestWorld.CreateAsync(Client);
        var lines = RequestTable.Read(service);
        var failures = new List<string>();
        var (right, wrong) = (0, 0);
        foreach (var line in lines)
        {
            var answered = await world.SendAsync(service, line);
            if (answered != line.Expected)
            {
                failures.Add($"{line.Expected} was expected, {answered} answered: {line.Text}");
                (right, wrong) = line.IsWrong ? (right, wrong + 1) : (right + 1, wrong);
            }
        }

        Assert.True(lines.Count >= least, $"{lines.Count} requests");
        Assert.True(
            failures.Count == 0,
            $"{right} of {lines.Count(l => !l.IsWrong)} right and {wrong} of {lines.Count(l => l.IsWrong)} wrong "
                + $"requests:\n{string.Join('\n', failures)}");
    }
}
