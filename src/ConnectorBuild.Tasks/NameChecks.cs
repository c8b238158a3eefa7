using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Finds names that MSBuild would silently ignore: a misspelt <c>-p:ConnectorEnviroment=prod</c> is otherwise a publish that deploys
/// nothing and succeeds.
/// </summary>
internal sealed class NameChecks(ProjectSource source, Action<Diagnostic> report)
{
    private const string Prefix = "Connector";

    private readonly KnownNames _known = KnownNames.Load();

    /// <summary>Properties and items of the project file, and properties of the command line.</summary>
    public void CheckProject()
    {
        // In a file a name of the project's own may well begin with Connector; only one that is nearly ours is taken for a slip.
        foreach (var (name, location) in source.Index.Properties().Where(p => IsOurs(p.Name) && !Contains(_known.Properties, p.Name)))
        {
            ReportSimilar("property", name, _known.Properties, location);
        }

        foreach (var (name, location) in source.Index.Items().Where(i => IsOurs(i.Name) && !Contains(_known.Items, i.Name)))
        {
            ReportSimilar("item", name, _known.Items, location);
        }

        foreach (var name in source.CommandLine.Where(n => IsOurs(n) && !Contains(_known.Properties, n)).Order(StringComparer.Ordinal))
        {
            Report("property", name, _known.Properties, new SourceLocation(source.ProjectFile), "the command line sets it without effect");
        }
    }

    /// <summary>The metadata of items.</summary>
    public void CheckMetadata(string itemType, IReadOnlyList<ITaskItem> items)
    {
        var known = _known.Metadata(itemType);
        foreach (var item in items)
        {
            foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>().Where(n => !Contains(known, n)).Order(StringComparer.Ordinal))
            {
                Report($"metadata of {itemType}", name, known, source.Metadata(itemType, item, name), $"'{item.ItemSpec}' sets it without effect");
            }
        }
    }

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private void ReportSimilar(string kind, string name, IReadOnlyList<string> known, SourceLocation location)
    {
        if (Similar.Nearest(name, known) is not null)
        {
            Report(kind, name, known, location, "the project sets it without effect");
        }
    }

    private void Report(string kind, string name, IReadOnlyList<string> known, SourceLocation location, string effect)
    {
        var hint = Similar.Nearest(name, known) is { } nearest ? $"did you mean {nearest}?" : $"known are {string.Join(", ", known)}";
        report(new Diagnostic(ProjectDiagnostics.NameUnknown, $"ConnectorBuild knows no {kind} '{name}', so {effect}; {hint}", location));
    }
}
