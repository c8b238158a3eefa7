using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>Collects findings, applies the project's settings and puts them into the order of the files.</summary>
internal sealed class DiagnosticList(ConnectorProject project)
{
    private readonly SeverityPolicy _severities = new(project);
    private readonly SuppressionPolicy _suppressions = new(project);
    private readonly List<Diagnostic> _shown = [];
    private readonly List<SuppressedDiagnostic> _suppressed = [];
    private readonly List<UnusedSuppression> _unused = [];
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

    public (IReadOnlyList<Diagnostic> Shown, IReadOnlyList<SuppressedDiagnostic> Suppressed) Finish(Func<string, bool> isLookedFor)
    {
        foreach (var diagnostic in _suppressions.Report())
        {
            Show(diagnostic);
        }

        foreach (var unused in _suppressions.Unused(isLookedFor))
        {
            if (Show(unused.Diagnostic) is { } shown)
            {
                _unused.Add(unused with { Diagnostic = shown });
            }
        }

        return (
            [.. _shown.Order(Comparer<Diagnostic>.Create(Compare))],
            [.. _suppressed.OrderBy(s => s.Diagnostic, Comparer<Diagnostic>.Create(Compare))]);
    }

    /// <summary>The suppressions that suppress nothing, as far as the project shows them. Only of use after <see cref="Finish"/>.</summary>
    public IReadOnlyList<UnusedSuppression> Unused => _unused;

    private Diagnostic? Show(Diagnostic diagnostic)
    {
        if (_severities.Apply(diagnostic) is not { } severity)
        {
            return null;
        }

        _shown.Add(diagnostic with { Severity = severity });
        return _shown[^1];
    }

    // Findings that are equal in all this stay in the order in which the rules found them.
    private int Compare(Diagnostic left, Diagnostic right)
    {
        var (a, b) = (left.Location.GetValueOrDefault(), right.Location.GetValueOrDefault());
        if (!ReferenceEquals(a.File, b.File) && a.File != b.File)
        {
            var ranks = Rank(a.File).CompareTo(Rank(b.File));
            return ranks != 0 ? ranks : string.CompareOrdinal(a.File, b.File);
        }

        return a.Line != b.Line ? a.Line.CompareTo(b.Line)
            : a.Column != b.Column ? a.Column.CompareTo(b.Column)
            : string.CompareOrdinal(left.Id, right.Id);
    }

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
        : IsPatchOf(project.DefinitionFile, file) || IsPatchOf("apiDefinition", file) ? 1
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
