using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>A document and what the converter made of it.</summary>
internal sealed class Converted
{
    private Converted(ConversionResult result) => Result = result;

    public ConversionResult Result { get; }

    /// <summary>The text of the definition.</summary>
    public string Text => Encoding.UTF8.GetString(Result.Definition!.Text.Span);

    /// <summary>The definition.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The codes of warnings and errors, each once, in order.</summary>
    public string Codes =>
        string.Join(
            " ",
            Result.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal));

    /// <summary>The codes of all findings.</summary>
    public IEnumerable<string> AllCodes => Result.Diagnostics.Select(d => d.Id);

    /// <summary>What the rules have against the definition.</summary>
    public IReadOnlyList<Diagnostic> Findings => Validate().Diagnostics;

    /// <summary>Converts a document, and holds the result against the rules: what is written must never be refused.</summary>
    public static Converted From(
        string document, string name = "openapi.json", ConversionOptions? options = null, params (string Path, string Text)[] files)
    {
        var source = SourceFile.Read(name, Encoding.UTF8.GetBytes(document));
        Assert.NotNull(source.Document);
        var converted = new Converted(
            OpenApiConverter.Convert(
                name, source.Document, new MemoryFiles(files), options ?? new ConversionOptions(),
                TestContext.Current.CancellationToken));
        converted.AssertAccepted();
        return converted;
    }

    /// <summary>The one finding of a code.</summary>
    public Diagnostic The(string code) => Assert.Single(Result.Diagnostics, d => d.Id == code);

    /// <summary>The value at a pointer.</summary>
    public JsonNode? At(string pointer)
    {
        JsonNode? node = Json;
        foreach (var segment in pointer.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            node = node is JsonArray list ? list[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)] : node?[segment];
        }

        return node;
    }

    private void AssertAccepted()
    {
        if (Result.Definition is not null && Result.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error))
        {
            Assert.Empty(Findings.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id} {d.Location?.Line}: {d.Message}"));
        }
    }

    private ValidationResult Validate()
    {
        var project = new ConnectorProject { ProjectName = "items", ProjectDirectory = "/none", DefinitionFile = "/none/openapi.json" };
        return ConnectorValidator.Validate(
            new ConnectorFiles
            {
                Project = project,
                Definition = new SourceFile("openapi.json", Result.Definition!.Text.Length, Result.Definition, []),
                Properties = Result.Properties is { } properties
                    ? new SourceFile("apiProperties.json", properties.Text.Length, properties, [])
                    : null,
            },
            CancellationToken.None);
    }
}
