using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>Two paths differ only in case.</summary>
internal sealed class PathCase() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2103", "Two paths differ only in case", DiagnosticSeverity.Error) { PlatformCode = "PathRedefined" };

    public void Check(RuleContext context)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in context.Definition[Keyword.Paths].Members)
        {
            var name = path.Name;
            if (!seen.TryAdd(name, name) && seen[name] != name)
            {
                context.ReportName(
                    this, path,
                    $"The path '{ValueText.Shorten(name)}' differs only in case from '{ValueText.Shorten(seen[name])}', and the "
                        + "platform compares paths without case and refuses the second: put the operations of both under one path");
            }
        }
    }
}
