using System.Globalization;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Benchmarks;

/// <summary>The figures that the project promises, in a minute: rounds take turns, so that noise of the machine meets all alike.</summary>
internal static class QuickFigures
{
    private const int WarmUp = 40;
    private const int Rounds = 60;

    /// <summary>Prints the figures; 1 if one is worse than promised.</summary>
    public static int Print(IReadOnlyList<(string Name, byte[] Bytes)> corpus)
    {
        var bytes = corpus.Sum(d => (long)d.Bytes.Length);
        Func<IReadOnlyList<(string, byte[])>, int>[] work = [Validation.Parse, Validation.Read, Validation.Validate];
        var times = work.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            for (var index = 0; index < work.Length; index++)
            {
                var start = ThreadClock.Milliseconds;
                work[index](corpus);
                if (round >= WarmUp)
                {
                    times[index].Add(ThreadClock.Milliseconds - start);
                }
            }
        }

        var medians = times.Select(t => t.Order().ElementAt(t.Count / 2)).ToArray();
        var ratio = medians[2] / medians[0];
        var held = Held(corpus);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{corpus.Count} definitions, {bytes:N0} bytes, median of {Rounds} rounds that take turns, time of the thread, warm"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"JsonDocument.Parse  {medians[0],8:0.0} ms  1.00"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"our reader          {medians[1],8:0.0} ms  {medians[1] / medians[0]:0.00}"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"all of validation   {medians[2],8:0.0} ms  {ratio:0.00}  (promised: 3; {work[2](corpus):N0} findings)"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"memory held: {held.Total / (double)bytes:0.00} times the input, at worst {held.Worst:0.00}  (promised: 4)"));
        return ratio <= 3 && held.Worst <= 4 ? 0 : 1;
    }

    private static (long Total, double Worst) Held(IReadOnlyList<(string Name, byte[] Bytes)> corpus)
    {
        var total = 0L;
        var worst = 0.0;
        foreach (var (_, bytes) in corpus)
        {
            if (SourceFile.Read("apiDefinition.swagger.json", bytes).Document is { } document)
            {
                total += document.HeldBytes;
                worst = Math.Max(worst, (double)document.HeldBytes / bytes.Length);
            }
        }

        return (total, worst);
    }
}
