using ConnectorBuild.Project;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Collects findings, applies the project's settings and puts them into the order of the files.</summary>
internal sealed class DiagnosticList(ConnectorProject project)
{
    private readonly SeverityPolicy _severities = new(project);
    private readonly SuppressionPolicy _suppressions = new(project);
    private readonly List<Diagnostic> _shown = [];
    private readonly List<SuppressedDiagnostic> _suppressed = [];
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    public void Add(Diagnostic diagnostic)
    {
        if (_severities.Apply(diagnostic) is not { } severity)
        {
            return;
        }

        diagnostic = severity == diagnostic.Severity ? diagnostic : diagnostic with { Severity = severity };
        if (_suppressions.Find(diagnostic) is { } suppression)
        {
            _suppressed.Add(new(diagnostic, suppression.Justification));
        }
        else
        {
            _shown.Add(diagnostic);
        }
    }

    public (IReadOnlyList<Diagnostic> Shown, IReadOnlyList<SuppressedDiagnostic> Suppressed) Finish()
    {
        foreach (var diagnostic in _suppressions.Report())
        {
            if (_severities.Apply(diagnostic) is { } severity)
            {
                _shown.Add(diagnostic with { Severity = severity });
            }
        }

        return (
            [.. Ordered(_shown, d => d)],
            [.. Ordered(_suppressed, s => s.Diagnostic)]);
    }

    private IEnumerable<T> Ordered<T>(List<T> list, Func<T, Diagnostic> diagnostic) => list
        .OrderBy(d => Rank(diagnostic(d).Location?.File))
        .ThenBy(d => diagnostic(d).Location?.File, StringComparer.Ordinal)
        .ThenBy(d => diagnostic(d).Location?.Line ?? 0)
        .ThenBy(d => diagnostic(d).Location?.Column ?? 0)
        .ThenBy(d => diagnostic(d).Id, StringComparer.Ordinal);

    // The definition, its patch, the properties, their patch, everything else.
    private int Rank(string? file)
    {
        if (file is null)
        {
            return 5;
        }

        if (!_ranks.TryGetValue(file, out var rank))
        {
            rank = RankOf(file);
            _ranks[file] = rank;
        }

        return rank;
    }

    private int RankOf(string file) =>
        IsFile(project.DefinitionFile, file) ? 0
        : IsPatchOf(project.DefinitionFile, file) ? 1
        : IsFile(project.PropertiesFile, file) ? 2
        : IsPatchOf(project.PropertiesFile, file) ? 3
        : 4;

    private bool IsFile(string? path, string file) => path is not null && DisplayPath.Of(project, path) == file;

    private static bool IsPatchOf(string? path, string file) =>
        path is not null && Stem(path) == Stem(file);

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return name.IndexOf('.') is var dot && dot > 0 ? name[..dot] : name;
    }
}
