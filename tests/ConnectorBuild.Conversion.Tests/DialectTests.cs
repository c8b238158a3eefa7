using System.Text;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>Documents as frameworks, gateways and large providers write them.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("api-management.json", "CB1633")]
    [InlineData("aspnetcore.json", "")]
    [InlineData("aws-gateway.json", "CB1616 CB1647")]
    [InlineData("fastapi.json", "CB1617 CB1620 CB1624 CB1631 CB1633 CB1640")]
    [InlineData("github-like.yaml", "CB1623 CB1631")]
    [InlineData("google-like.yaml", "CB1616")]
    [InlineData("kubernetes-like.yaml", "CB1631")]
    [InlineData("nswag.json", "")]
    [InlineData("springdoc.yaml", "CB1620 CB1631")]
    [InlineData("stripe-like.yaml", "CB1620 CB1625 CB1631 CB1647")]
    [InlineData("swashbuckle.json", "CB1620")]
    public void Convert_ADialect_LosesOnlyWhatItReports(string name, string codes) => Assert.Equal(codes, Converted.From(Read(name), name).Codes);

    [Theory]
    [InlineData("api-management.json")]
    [InlineData("aspnetcore.json")]
    [InlineData("fastapi.json")]
    [InlineData("nswag.json")]
    [InlineData("swashbuckle.json")]
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
