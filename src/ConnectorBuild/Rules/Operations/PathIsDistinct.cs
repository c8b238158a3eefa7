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
        var paths = new List<(SourceNode Node, string[] Segments)>();
        foreach (var path in context.Definition[Keyword.Paths].Members)
        {
            paths.Add((path, path.Name.Split('/')));
        }

        foreach (var group in paths.Take(MaxPaths).GroupBy(p => p.Segments.Length))
        {
            foreach (var (node, segments) in group)
            {
                var other = group.FirstOrDefault(o => IsTaken(segments, o.Segments) && SharesMethod(node, o.Node));
                if (other.Segments is not null)
                {
                    context.ReportName(this, node,
                        $"'{ValueText.Shorten(node.Name)}' has a variable where '{ValueText.Shorten(other.Node.Name)}' has a fixed segment, so a value that reads like the segment is sent there: "
                            + "make the paths differ in a fixed segment, if the API can");
                }
            }
        }
    }

    // Whether a path with variables can be filled in so that it is the other one.
    private static bool IsTaken(string[] variable, string[] other)
    {
        var differs = false;
        for (var index = 0; index < variable.Length; index++)
        {
            if (IsVariable(other[index]) && IsVariable(variable[index]))
            {
                continue;
            }

            if (IsVariable(variable[index]))
            {
                differs = true;
            }
            else if (!string.Equals(variable[index], other[index], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return differs;
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

    private static bool IsVariable(string segment) => segment is ['{', .., '}'];
}
