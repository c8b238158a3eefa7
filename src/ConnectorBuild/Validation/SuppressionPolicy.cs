using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Validation;

/// <summary>Takes out what the project's <c>ConnectorSuppression</c> items suppress, and reports items that do nothing.</summary>
internal sealed class SuppressionPolicy
{
    private readonly List<Entry> _entries;
    private readonly ValidationSettings _settings;
    private readonly SourceLocation _projectLocation;

    public SuppressionPolicy(ConnectorProject project)
    {
        _settings = project.Validation;
        _entries = [.. project.Validation.Suppressions.Select(s => new Entry(s))];
        _projectLocation = new SourceLocation(DisplayPath.Of(project, project.ProjectFile ?? project.ProjectDirectory));
    }

    /// <summary>The first item that suppresses a finding.</summary>
    public ConnectorSuppression? Find(Diagnostic diagnostic)
    {
        ConnectorSuppression? found = null;
        foreach (var entry in _entries)
        {
            // Every item that fits is in use, also one behind a wider one: removing the wider one must not bring the finding back by surprise.
            if (entry.Matches(diagnostic))
            {
                entry.IsUsed = true;
                found ??= entry.Suppression;
            }
        }

        return found;
    }

    /// <summary>The message for an item that suppresses nothing.</summary>
    private static string UnusedText(ConnectorSuppression suppression) =>
        $"The ConnectorSuppression '{suppression.Rule}'{(suppression.Pointer is { } pointer ? $" at '{pointer}'" : "")} suppresses "
            + "nothing (any more): remove it, or correct its pointer";

    /// <summary>What is wrong with the settings themselves. Only of use after the last <see cref="Find"/>.</summary>
    public IEnumerable<Diagnostic> Report()
    {
        var settings = new[] { ("NoWarn", _settings.NoWarn), ("WarningsAsErrors", _settings.WarningsAsErrors), ("WarningsNotAsErrors", _settings.WarningsNotAsErrors) };
        foreach (var (setting, codes) in settings)
        {
            foreach (var code in SeverityPolicy.Codes(codes))
            {
                if (RetiredCodes.Find(code) is { } retired)
                {
                    yield return new(SettingsRules.RetiredCode, RetiredText(setting, retired), _projectLocation);
                }
            }
        }

        foreach (var entry in _entries)
        {
            var (rule, _, justification) = entry.Suppression;
            if (RetiredCodes.Find(rule) is { } retired)
            {
                yield return new(SettingsRules.RetiredCode, RetiredText("ConnectorSuppression", retired), _projectLocation);
                continue;
            }

            if (!KnownCodes.Contains(rule))
            {
                yield return new(
                    SettingsRules.UnknownSuppression,
                    $"The ConnectorSuppression '{rule}' names no rule, so it suppresses nothing: write a code such as CB4117",
                    _projectLocation);
                continue;
            }

            if (string.IsNullOrWhiteSpace(justification))
            {
                yield return new(
                    SettingsRules.SuppressionWithoutJustification,
                    $"The ConnectorSuppression '{rule}' does not say why, so the next reader cannot tell whether it still holds: add "
                        + $"Justification=\"...\"",
                    _projectLocation);
            }
        }
    }

    /// <summary>The items that name a code and suppress nothing. Only of use after the last <see cref="Find"/>.</summary>
    /// <param name="isLookedFor">Whether a code could have been found. What was not looked for is not unused.</param>
    public IEnumerable<UnusedSuppression> Unused(Func<string, bool> isLookedFor) => _entries
        .Where(
            e => !e.IsUsed && RetiredCodes.Find(e.Suppression.Rule) is null && KnownCodes.Contains(e.Suppression.Rule)
                && isLookedFor(e.Suppression.Rule))
        .Select(e => new UnusedSuppression(e.Suppression, new(SettingsRules.UnusedSuppression, UnusedText(e.Suppression), _projectLocation)));

    private static string RetiredText(string setting, DiagnosticDescriptor code) =>
        $"The setting {setting} names {code.Id} (\"{code.Title}\"), which is retired and not reported any more: remove it";

    private sealed class Entry(ConnectorSuppression suppression)
    {
        private readonly PointerPattern? _pattern = string.IsNullOrEmpty(suppression.Pointer) ? null : new PointerPattern(suppression.Pointer);

        public ConnectorSuppression Suppression { get; } = suppression;

        public bool IsUsed { get; set; }

        public bool Matches(Diagnostic diagnostic) =>
            string.Equals(diagnostic.Id, Suppression.Rule, StringComparison.OrdinalIgnoreCase)
            && (_pattern is null || (diagnostic.Pointer is { } pointer && _pattern.Matches(pointer)));
    }
}
