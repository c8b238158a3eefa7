namespace ConnectorBuild.LocalCloud.Tests;

public sealed class DataverseBatchTests : CloudTest
{
    [Fact]
    public async Task Batch_TwoReads_AnswersBothInOneRoundTrip()
    {
        await StartAsync();
        var answer = await BatchAsync(
            Part("GET /api/data/v9.2/WhoAmI HTTP/1.1\r\nAccept: application/json\r\n\r\n"),
            Part("GET solutions?$select=uniquename HTTP/1.1\r\n\r\n"));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Contains("UserId", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Default", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2, Cloud.Requests.Records[^1].Parts.Count);
        Assert.False(Cloud.Requests.Records[^1].IsWrite);
    }

    [Fact]
    public async Task ChangeSet_SecondFails_FirstIsTakenBack()
    {
        await StartAsync();

        var answer = await BatchAsync(ChangeSet(
            Post("publishers", """{"uniquename":"contoso","friendlyname":"Contoso","customizationprefix":"contoso","customizationoptionvalueprefix":12345}"""),
            Post("publishers", """{"uniquename":"bad","friendlyname":"Bad","customizationprefix":"mscrm1","customizationoptionvalueprefix":12345}""")));

        Assert.Equal(400, answer.Status);
        Assert.Contains("customization prefix", answer.Text, StringComparison.Ordinal);
        Assert.Empty((await Client.DataverseAsync("GET", "/publishers?$filter=uniquename eq 'contoso'")).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task ChangeSet_ContentId_RefersToTheNewRow()
    {
        await StartAsync();

        var answer = await BatchAsync(ChangeSet(
            Post("publishers", """{"uniquename":"contoso","friendlyname":"Contoso","customizationprefix":"contoso","customizationoptionvalueprefix":12345}"""),
            Post("solutions", """{"uniquename":"Mine","friendlyname":"Mine","version":"1.0.0.0","publisherid@odata.bind":"$1"}""")));

        Assert.Equal(200, answer.Status);
        var solution = (await Client.DataverseAsync("GET", "/solutions?$filter=uniquename eq 'Mine'&$expand=publisherid")).Json["value"]![0]!;
        Assert.Equal("contoso", (string?)solution["publisherid"]!["uniquename"]);
    }

    [Theory]
    [InlineData(null, 400, 1)]
    [InlineData("odata.continue-on-error", 200, 2)]
    public async Task Batch_FirstFails_StopsUnlessToldToGoOn(string? preference, int status, int parts)
    {
        await StartAsync();
        var answer = await PreferringAsync(
            preference,
            Part("GET connectors(00000000-0000-0000-0000-000000000001) HTTP/1.1\r\n\r\n"),
            Part("GET WhoAmI HTTP/1.1\r\n\r\n"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(parts, Cloud.Requests.Records[^1].Parts.Count);
    }

    private static string Part(string request) => $"--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{request}\r\n";

    private static string Post(string set, string body) => $"POST /api/data/v9.2/{set} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{body}";

    private static string ChangeSet(params string[] requests)
    {
        var parts = requests.Select(
            (r, i) => $"--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {i + 1}\r\n\r\n{r}\r\n");
        return $"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{string.Concat(parts)}--c--\r\n";
    }

    private Task<Answer> BatchAsync(params string[] parts) => PreferringAsync(null, parts);

    private Task<Answer> PreferringAsync(string? preference, params string[] parts) => Client.DataverseAsync(
        "POST", "/$batch", string.Concat(parts) + "--b--\r\n", headers: [("Content-Type", "multipart/mixed; boundary=b"), ("Prefer", preference ?? "none")]);
}
