namespace ConnectorBuild.Clients.Tests;

/// <summary>MSAL for Python, and requests with its tokens.</summary>
public sealed class PythonTests(ClientRun clients) : IClassFixture<ClientRun>
{
    private static readonly string Python = Environment.GetEnvironmentVariable("CONNECTORBUILD_PYTHON_CLIENTS")!;

    [Theory]
    [InlineData("token", """{"type":"Bearer","parts":3}""")]
    [InlineData("secret", """{"error":"invalid_client","codes":[7000215],"suberror":""}""")]
    [InlineData("client", """{"error":"unauthorized_client","codes":[700016],"suberror":""}""")]
    [InlineData("scope", """{"error":"invalid_scope","codes":[1002012],"suberror":""}""")]
    [InlineData("resource", """{"error":"invalid_resource","codes":[500011],"suberror":""}""")]
    [InlineData("graph", """{"status":200,"code":null,"list":true}""")]
    [InlineData("graph-missing", """{"status":404,"code":"Request_ResourceNotFound","list":false}""")]
    [InlineData("dataverse", """{"status":200,"code":null}""")]
    [InlineData("dataverse-column", """{"status":400,"code":"0x80060888"}""")]
    public async Task Case_Run_EndsAsWithTheRealService(string name, string expected) =>
        Assert.Equal(
            expected,
            (await clients.RunAsync(Python, Path.Combine(AppContext.BaseDirectory, "Python", "msal_client.py"), name)).ToJsonString());
}
