using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A path with a variable where another path has a fixed segment, so that a value of the variable can lead to the other operation.</summary>
internal sealed class PathIsDistinct() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4126", "A value of a path's variable leads to another path", DiagnosticSeverity.Info)
    {
        IsCertification = true,
        PlatformCode = "PartialDuplicateOperationPath",
    };

    // Comparing each of thousands of paths with each other would take long; no real definition has more.
    private const int MaxPaths = 1_000;

    public void Check(RuleContext context)
    {
        var paths = new List<(SourceNode Node, string Name)>();
        foreach (var path in context.Definition[Keyword.Paths].Members)
        {
            if (paths.Count < MaxPaths)
            {
                paths.Add((path, path.Name));
            }
        }

        foreach (var (node, name) in paths)
        {
            if (name.Contains('{') && FindTaken(node, name, paths) is { } other)
            {
                context.ReportName(this, node,
                    $"'{ValueText.Shorten(name)}' has a variable where '{ValueText.Shorten(other)}' has a fixed segment, so a value "
                        + "that reads like the segment is sent there: "
                        + "make the paths differ in a fixed segment, if the API can");
            }
        }
    }

    private static string? FindTaken(SourceNode node, string name, List<(SourceNode Node, string Name)> paths)
    {
        foreach (var (other, otherName) in paths)
        {
            if (IsTaken(name, otherName) && SharesMethod(node, other))
            {
                return otherName;
            }
        }

        return null;
    }

    // Whether a path with variables can be filled in so that it is the other one.
    private static bool IsTaken(ReadOnlySpan<char> variable, ReadOnlySpan<char> other)
    {
        var differs = false;
        while (variable.Length > 0 && other.Length > 0)
        {
            var left = Segment(ref variable);
            var right = Segment(ref other);
            if (IsVariable(left))
            {
                differs |= !IsVariable(right);
            }
            else if (!left.Equals(right, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return differs && variable.IsEmpty && other.IsEmpty;
    }

    private static ReadOnlySpan<char> Segment(ref ReadOnlySpan<char> path)
    {
        var rest = path[1..];
        var end = rest.IndexOf('/');
        var segment = end < 0 ? rest : rest[..end];
        path = end < 0 ? default : rest[end..];
        return segment;
    }

    private static bool SharesMethod(SourceNode left, SourceNode right)
    {
        foreach (var member in left.Members)
        {
            if (DefinitionIndex.IsMethod(member.Keyword) && right[member.Keyword].Exists)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVariable(ReadOnlySpan<char> segment) => segment is ['{', .., '}'];
}
