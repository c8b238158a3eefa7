using System.Text.Json.Nodes;

namespace ConnectorBuild.Clients.Tests;

/// <summary>curl with the PEM file, as docs/local-cloud.md shows it.</summary>
public sealed class CurlTests(ClientRun clients) : IClassFixture<ClientRun>
{
    private Task<string> CurlAsync(params string[] arguments) =>
        clients.TextAsync("curl", ["--silent", "--cacert", clients.Certificate, .. arguments]);

    private async Task<JsonObject> TokenAsync(string secret) => JsonNode.Parse(await CurlAsync(
        "--data-urlencode", "grant_type=client_credentials",
        "--data-urlencode", $"client_id={clients.Cloud.Deployer.ClientId}",
        "--data-urlencode", $"client_secret={secret}",
        "--data-urlencode", $"scope={clients.Cloud.Environments["local"].Url}/.default",
        $"{clients.Cloud.AuthorityHost}{clients.Cloud.Deployer.TenantId}/oauth2/v2.0/token"))!.AsObject();

    [Fact]
    public async Task Curl_WithAToken_ReadsRows()
    {
        var token = (string)(await TokenAsync(clients.Cloud.Deployer.ClientSecret))["access_token"]!;

        var rows = await CurlAsync(
            "--header", $"Authorization: Bearer {token}",
            $"{clients.Cloud.Environments["local"].Url}/api/data/v9.2/solutions?$select=uniquename&$top=1");

        Assert.Single(JsonNode.Parse(rows)!["value"]!.AsArray());
    }

    [Fact]
    public async Task Curl_WithAWrongSecret_IsToldTheCode() =>
        Assert.Equal("invalid_client", (string?)(await TokenAsync("not the secret"))["error"]);

    [Fact]
    public async Task Curl_WithoutTheCertificate_EndsWithItsCodeForIt() =>
        Assert.Equal(
            "60",
            await clients.TextAsync(
                "curl", "--silent", "--output", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "--write-out", "%{exitcode}",
                clients.Cloud.AuthorityHost));
}
