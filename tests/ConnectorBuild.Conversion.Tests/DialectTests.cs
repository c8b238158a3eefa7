using System.Text;
using ConnectorBuild.Diagnostics;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>Documents as frameworks, gateways and large providers write them.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("api-management.json", "CB1633")]
    [InlineData("apigee.yaml", "CB1617 CB1623 CB1640")]
    [InlineData("aspnetcore-10.json", "")]
    [InlineData("aspnetcore.json", "")]
    [InlineData("aws-gateway.json", "CB1616 CB1647")]
    [InlineData("fastapi.json", "CB1617 CB1620 CB1624 CB1631 CB1633 CB1640")]
    [InlineData("github-like.yaml", "CB1623 CB1631")]
    [InlineData("google-like.yaml", "CB1616")]
    [InlineData("graph-like.yaml", "CB1631")]
    [InlineData("huma.yaml", "")]
    [InlineData("kong.yaml", "")]
    [InlineData("kubernetes-like.yaml", "CB1631")]
    [InlineData("nestjs.json", "")]
    [InlineData("nswag.json", "")]
    [InlineData("postman.yaml", "")]
    [InlineData("pydantic.json", "CB1631 CB1633")]
    [InlineData("readme-io.yaml", "")]
    [InlineData("redocly.yaml", "CB1615 CB1623 CB1633")]
    [InlineData("rswag.yaml", "")]
    [InlineData("salesforce-like.yaml", "")]
    [InlineData("shopify-like.json", "CB1633 CB1645")]
    [InlineData("slack-like.yaml", "CB1623 CB1631")]
    [InlineData("smithy.json", "CB1616 CB1620 CB1631")]
    [InlineData("spectacular.yaml", "CB1620 CB1623")]
    [InlineData("springdoc.yaml", "CB1620 CB1631")]
    [InlineData("stoplight.yaml", "")]
    [InlineData("stripe-like.yaml", "CB1620 CB1625 CB1631 CB1647")]
    [InlineData("swashbuckle.json", "CB1620")]
    [InlineData("typespec.yaml", "CB1631")]
    [InlineData("zendesk-like.yaml", "CB1631")]
    public void Convert_ADialect_LosesOnlyWhatItReports(string name, string codes) => Assert.Equal(codes, Converted.From(Read(name), name).Codes);

    [Theory]
    [MemberData(nameof(Names))]
    public void Convert_ADialect_GivesADefinitionWithoutFalseAlarms(string name) =>
        Assert.Equal(
            [],
            Converted.From(Read(name), name).Findings.Where(f => f.Severity > DiagnosticSeverity.Info && !True.Contains((name, f.Id)) && f.Id != "CB2001")
                .Select(f => $"{f.Id} {f.Message}"));

    // Many have no description of the whole (CB2001), and this one's trigger cannot be unsubscribed.
    private static readonly (string, string)[] True = [("github-like.yaml", "CB2307")];

    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Dialects")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("api-management.json")]
    [InlineData("aspnetcore.json")]
    [InlineData("fastapi.json")]
    [InlineData("nswag.json")]
    [InlineData("swashbuckle.json")]
    [InlineData("aspnetcore-10.json")]
    [InlineData("nestjs.json")]
    [InlineData("pydantic.json")]
    [InlineData("shopify-like.json")]
    public async Task Convert_ADialect_HasTheOperationsParametersAndAnswersThatMicrosoftOpenApiReads(string name)
    {
        var source = await ReadAsync(Read(name));
        var converted = await ReadAsync(Converted.From(Read(name), name).Text);

        Assert.Equal(Operations(source).Select(o => o.Key), Operations(converted).Select(o => o.Key));
        foreach (var (operation, other) in Operations(source).Zip(Operations(converted)))
        {
            Assert.Equal(Parameters(operation.Operation), Parameters(other.Operation));
            Assert.Equal(operation.Operation.RequestBody is not null, other.Operation.RequestBody is not null);
            Assert.Equal(operation.Operation.Responses!.Keys, other.Operation.Responses!.Keys);
        }
    }

    private static IEnumerable<(string Key, OpenApiOperation Operation)> Operations(OpenApiDocument document) =>
        document.Paths.SelectMany(p => p.Value.Operations!.Select(o => ($"{o.Key} {p.Key}", o.Value))).OrderBy(o => o.Item1, StringComparer.Ordinal);

    // Cookies are left out, which is reported.
    private static IEnumerable<string> Parameters(OpenApiOperation operation) =>
        (operation.Parameters ?? []).Where(p => p.In != ParameterLocation.Cookie).Select(p => $"{p.In} {p.Name} {p.Required}");

    private static async Task<OpenApiDocument> ReadAsync(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var read = await OpenApiDocument.LoadAsync(stream, "json", new OpenApiReaderSettings(), TestContext.Current.CancellationToken);
        return read.Document!;
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dialects", name));
}
