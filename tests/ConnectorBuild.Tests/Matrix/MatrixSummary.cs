using System.Globalization;
using System.Text;

namespace ConnectorBuild.Tests.Matrix;

/// <summary>What became of the runs of a matrix, as a table.</summary>
internal sealed class MatrixSummary
{
    private readonly List<(RunKind Kind, MatrixFault Fault, string Outcome)> _cells = [];

    /// <summary>Counts a run.</summary>
    /// <param name="kind">The kind of run.</param>
    /// <param name="fault">What struck it.</param>
    /// <param name="outcome"><c>done</c>, <c>killed</c> or the code with which it ended.</param>
    public void Add(RunKind kind, MatrixFault fault, string outcome) => _cells.Add((kind, fault, outcome));

    /// <summary>A row for each kind of run and one for each fault.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Table("Kind of run", [.. _cells.GroupBy(c => c.Kind.Name)]);
        Table("Fault", [.. _cells.GroupBy(c => c.Fault.Name)]);
        return text.ToString();

        void Table(string head, IReadOnlyList<IGrouping<string, (RunKind Kind, MatrixFault Fault, string Outcome)>> groups)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {head} | Runs | came to their end by themselves | ended with a code | killed | codes |").AppendLine("|---|---|---|---|---|---|");
            foreach (var group in groups)
            {
                var codes = group.Select(c => c.Outcome).Where(o => o.StartsWith("CB", StringComparison.Ordinal)).CountBy(o => o)
                    .OrderByDescending(o => o.Value).ThenBy(o => o.Key);
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {group.Key} | {group.Count()} | {Count("done")} | {codes.Sum(c => c.Value)} | {Count("killed")} | "
                        + $"{string.Join(", ", codes.Select(c => $"{c.Key} {c.Value}"))} |");

                int Count(string outcome) => group.Count(c => c.Outcome == outcome);
            }

            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| all | {_cells.Count} | {_cells.Count(c => c.Outcome == "done")} | "
                    + $"{_cells.Count(c => c.Outcome.StartsWith("CB", StringComparison.Ordinal))} | "
                    + $"{_cells.Count(c => c.Outcome == "killed")} | |").AppendLine();
        }
    }
}
