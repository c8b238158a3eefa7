using System.Globalization;
using ConnectorBuild.Conversion;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Benchmarks;

/// <summary>What converting OpenAPI 3 costs: 100, 1,000 and 10,000 operations, time of the thread.</summary>
internal static class ConversionFigures
{
    private const int Rounds = 5;

    /// <summary>Prints the figures; 1 if one is worse than promised: 1,000 operations in one second and 200 MB.</summary>
    public static int Print()
    {
        var isKept = true;
        foreach (var operations in (ReadOnlySpan<int>)[100, 1_000, 10_000])
        {
            var bytes = OpenApiGenerator.Generate(operations);
            var times = new List<double>();
            var allocated = 0L;
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var start = ThreadClock.Milliseconds;
                var document = SourceFile.Read("openapi.json", bytes).Document!;
                _ = OpenApiConverter.Convert("openapi.json", document, NoReferencedFiles.Instance, new ConversionOptions(), CancellationToken.None);
                times.Add(ThreadClock.Milliseconds - start);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            var median = times.Order().ElementAt(Rounds / 2);
            isKept &= operations != 1_000 || (median < 1_000 && allocated < 200L * 1024 * 1024);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{operations,6:N0} operations, {bytes.Length,10:N0} bytes: {median,8:0.0} ms (first {times[0]:0.0} ms), "
                    + $"{allocated / 1024.0 / 1024.0,7:0.0} MB allocated, {1_000 * median / operations:0.0} ms per 1,000"));
        }

        return isKept ? 0 : 1;
    }
}
