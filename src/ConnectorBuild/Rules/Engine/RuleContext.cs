using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Engine;

/// <summary>What the rules share while they look at one connector: the connector, lookups made once, and the list of findings.</summary>
internal sealed class RuleContext(ConnectorModel connector)
{
    // More than this of one kind help nobody, and GitHub shows no more than 5,000 findings of a run.
    private const int MaxFindingsPerRule = 500;

    // Comparing each of ten thousand wrong names with ten thousand right ones would take minutes.
    private const int MaxHints = 200;
    private const int MaxHintCandidates = 2_000;

    private readonly List<Finding> _findings = new(64);
    private readonly Dictionary<Rule, int> _counts = [];

    // What stands in the text once may be in the document often: behind the aliases of an anchor.
    private readonly HashSet<(SourceLocation Place, string Message)> _told = [];

    private readonly HashSet<(Rule, string)> _once = [];

    private int _hints;

    public ConnectorModel Connector { get; } = connector;

    /// <summary>The definition's root; missing if there is no readable definition.</summary>
    public SourceNode Definition => Connector.Definition;

    /// <summary>The object <c>properties</c> of <c>apiProperties.json</c>; missing if there is none.</summary>
    public SourceNode Properties => Connector.Properties;

    public DefinitionIndex Index => Connector.Index;

    /// <summary>Regular expressions: the same few occur all over a document.</summary>
    public PatternSyntax Patterns { get; } = new();

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>A sentence's tail, <c> (did you mean 'x'?)</c>, or nothing.</summary>
    public string Hint(string name, IEnumerable<string> candidates) =>
        _hints++ < MaxHints ? NearestName.Hint(name, candidates.Take(MaxHintCandidates)) : "";

    /// <summary>The nearest of some names; null if none is near, or the question was asked too often.</summary>
    public string? Nearest(string name, IEnumerable<string> candidates) =>
        _hints++ < MaxHints ? NearestName.Find(name, candidates.Take(MaxHintCandidates)) : null;

    /// <summary>The beginning of advice where a name is missing that something else may have been meant to be, or nothing.</summary>
    public string RenameAdvice(string missing, IEnumerable<string> present) =>
        Nearest(missing, present) is { } nearest ? $"'{ValueText.Shorten(nearest)}' is there; rename it, or " : "";

    /// <summary>Whether a rule asks for the first time about something that it reports once, wherever it occurs.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="what">What tells it apart from all else that the rule reports.</param>
    public bool IsFirst(Rule rule, string what) => _once.Add((rule, what));

    /// <summary>Reports a value; an object or array by its name.</summary>
    public void Report(Rule rule, SourceNode at, string message, string? platformCode = null, DiagnosticSeverity? severity = null)
    {
        ref readonly var node = ref at.Document.Nodes[at.Index];
        if (node.Kind is NodeKind.Object or NodeKind.Array)
        {
            ReportName(rule, at, message, platformCode, severity);
        }
        else
        {
            Add(rule, at.Document.Map, node.Start, node.End, at, message, platformCode, severity);
        }
    }

    /// <summary>Reports a member by its name; what has no name by its first byte.</summary>
    public void ReportName(Rule rule, SourceNode at, string message, string? platformCode = null, DiagnosticSeverity? severity = null)
    {
        ref readonly var node = ref at.Document.Nodes[at.Index];
        if (node.NameStart < 0)
        {
            var end = node.Kind is NodeKind.Object or NodeKind.Array ? node.Start + 1 : node.End;
            Add(rule, at.Document.Map, node.Start, end, at, message, platformCode, severity);
            return;
        }

        var quote = (node.Flags & NodeFlags.BareName) != 0 ? 0 : 1;
        Add(rule, at.Document.Map, node.NameStart - quote, node.NameStart + node.NameLength + quote, at, message, platformCode, severity);
    }

    /// <summary>Reports something about a file as a whole, or a span in a text that is not a document.</summary>
    public void Report(Rule rule, SourceLocation location, string message, DiagnosticSeverity? severity = null) =>
        Add(
            rule,
            new Finding(
                rule.Descriptor, severity ?? rule.Descriptor.DefaultSeverity, ValueText.OneLine(message), location, null, 0, 0, default));

    private void Add(Rule rule, SourceMap map, int start, int end, SourceNode at, string message, string? platformCode, DiagnosticSeverity? severity)
    {
        var code = platformCode ?? rule.Descriptor.PlatformCode;
        var text = ValueText.OneLine(code is null ? message : string.Concat(message, " (", code, ")"));
        if (map is TextSourceMap || _told.Add((map.Locate(start, end), text)))
        {
            Add(rule, new Finding(rule.Descriptor, severity ?? rule.Descriptor.DefaultSeverity, text, default, map, start, end, at));
        }
    }

    private void Add(Rule rule, Finding finding)
    {
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, rule, out _);
        if (++count <= MaxFindingsPerRule)
        {
            _findings.Add(finding);
        }
    }
}

/// <summary>A finding before its place is worked out.</summary>
internal readonly record struct Finding(
    DiagnosticDescriptor Descriptor, DiagnosticSeverity Severity, string Message, SourceLocation Location, SourceMap? Map, int Start,
    int End, SourceNode At)
{
    /// <param name="pointers">Pointers of the document that the finding is in.</param>
    public Diagnostic ToDiagnostic(PointerCache pointers) => Map is null
        ? new Diagnostic(Descriptor, Severity, Message, Location)
        : new Diagnostic(Descriptor, Severity, Message, Map.Locate(Start, End), pointers.Of(At));
}
