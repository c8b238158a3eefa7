using BenchmarkDotNet.Attributes;

namespace ConnectorBuild.Benchmarks;

/// <summary>The catalogue over a corpus, against parsing the same bytes. One thread.</summary>
[MemoryDiagnoser]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "BenchmarkDotNet calls instance methods.")]
public class ValidationBenchmarks
{
    private IReadOnlyList<(string Name, byte[] Bytes)> _corpus = [];

    /// <summary>Loads the corpus.</summary>
    [GlobalSetup]
    public void Load() => _corpus = Corpus.Load(null);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true)]
    public int JsonDocumentParse() => Validation.Parse(_corpus);

    /// <summary>Our reader alone.</summary>
    [Benchmark]
    public int Read() => Validation.Read(_corpus);

    /// <summary>Everything.</summary>
    [Benchmark]
    public int Validate() => Validation.Validate(_corpus);
}
