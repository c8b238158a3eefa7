namespace ConnectorBuild.Benchmarks;

/// <summary>
/// Definitions to measure with: those below the folder that the argument or CONNECTORBUILD_CORPUS names, else generated ones of the sizes that
/// published connectors have (median 32 KB, 95 % below 300 KB, the largest 1.1 MB).
/// </summary>
internal static class Corpus
{
    private const int GeneratedCount = 140;

    public static IReadOnlyList<(string Name, byte[] Bytes)> Load(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable("CONNECTORBUILD_CORPUS");
        if (string.IsNullOrEmpty(folder))
        {
            return [.. Enumerable.Range(0, GeneratedCount).Select(i => ($"generated{i:000}", DefinitionGenerator.Generate(i, Size(i))))];
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "apiDefinition*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetFileName(Path.GetDirectoryName(f)!), File.ReadAllBytes(f))),
        ];
    }

    public static int Write(IReadOnlyList<(string Name, byte[] Bytes)> corpus, string folder)
    {
        foreach (var (name, bytes) in corpus)
        {
            var connector = Directory.CreateDirectory(Path.Combine(folder, name));
            File.WriteAllBytes(Path.Combine(connector.FullName, "apiDefinition.swagger.json"), bytes);
        }

        return 0;
    }

    // Quantiles of published connectors: 1 KB, 4 KB at 5 %, 32 KB at 50 %, 79 KB at 75 %, 301 KB at 95 %, 683 KB at 99 %, 1.1 MB.
    private static int Size(int index)
    {
        (double Quantile, double Bytes)[] known = [(0, 915), (0.05, 3_984), (0.5, 32_260), (0.75, 79_192), (0.95, 301_453), (0.99, 682_952), (1, 1_104_994)];
        var quantile = (double)index / (GeneratedCount - 1);
        var upper = Array.FindIndex(known, 1, k => k.Quantile >= quantile);
        var (from, to) = (known[upper - 1], known[upper]);
        var share = (quantile - from.Quantile) / (to.Quantile - from.Quantile);
        return (int)Math.Exp(Math.Log(from.Bytes) + (share * (Math.Log(to.Bytes) - Math.Log(from.Bytes))));
    }
}
