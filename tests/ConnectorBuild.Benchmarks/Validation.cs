using System.Text.Json;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Benchmarks;

/// <summary>The work that is measured.</summary>
internal static class Validation
{
    private static readonly ConnectorProject Project = new()
    {
        ProjectName = "benchmark",
        ProjectDirectory = Path.GetTempPath(),
        DefinitionFile = Path.Combine(Path.GetTempPath(), "apiDefinition.swagger.json"),
    };

    /// <summary>The floor: System.Text.Json parses the text and nobody looks at it. Returns what could be parsed.</summary>
    public static int Parse(IReadOnlyList<(string Name, byte[] Bytes)> corpus)
    {
        var parsed = 0;
        foreach (var (_, bytes) in corpus)
        {
            try
            {
                using var document = JsonDocument.Parse(
                    bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.AsMemory(3) : bytes);
                parsed++;
            }
            catch (JsonException)
            {
                // Some published definitions are not strict JSON; ConnectorBuild reads them.
            }
        }

        return parsed;
    }

    /// <summary>Our reader alone.</summary>
    public static int Read(IReadOnlyList<(string Name, byte[] Bytes)> corpus) =>
        corpus.Count(d => SourceFile.Read("apiDefinition.swagger.json", d.Bytes).Document is not null);

    /// <summary>Reading, the whole catalogue, settings, places of all findings, the resolved content. Returns the findings.</summary>
    public static int Validate(IReadOnlyList<(string Name, byte[] Bytes)> corpus)
    {
        var findings = 0;
        foreach (var (_, bytes) in corpus)
        {
            var file = SourceFile.Read("apiDefinition.swagger.json", bytes);
            findings += ConnectorValidator.Validate(
                new ConnectorFiles { Project = Project, Definition = file, Diagnostics = file.Diagnostics }, default).Diagnostics.Count;
        }

        return findings;
    }
}
