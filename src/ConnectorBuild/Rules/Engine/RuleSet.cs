using ConnectorBuild.CustomCode;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Rules by what they look at. Delegates, since calls through a dozen classes of one interface cost more than most rules do.</summary>
internal sealed class RuleSet(IReadOnlyCollection<Rule> rules)
{
    // A document of somebody's who tries every set must not fill the memory; real ones have some hundreds in all.
    private const int MaxKnownSets = 4_096;

    // Replaced whole by who adds to it: read far more often than written, by many threads.
    private volatile Dictionary<KeywordSet, Action<ValueSite, RuleContext>[]> _known = [];

    private readonly ValueCheck[] _value = [.. rules.OfType<IValueRule>().Select(r => new ValueCheck(r.LooksAt, r.Check))];

    public Action<RuleContext>[] Connector { get; } = [.. rules.OfType<IConnectorRule>().Select(r => (Action<RuleContext>)r.Check)];

    public Action<ScriptCompilation, ScriptText, RuleContext>[] CompiledScript { get; } =
        [.. rules.OfType<ICompiledScriptRule>().Select(r => (Action<ScriptCompilation, ScriptText, RuleContext>)r.Check)];

    public Action<RuleContext>[] Definition { get; } = [.. rules.OfType<IDefinitionRule>().Select(r => (Action<RuleContext>)r.Check)];

    public Action<PathSite, RuleContext>[] Path { get; } = [.. rules.OfType<IPathRule>().Select(r => (Action<PathSite, RuleContext>)r.Check)];

    public Action<OperationSite, RuleContext>[] Operation { get; } =
        [.. rules.OfType<IOperationRule>().Select(r => (Action<OperationSite, RuleContext>)r.Check)];

    public Action<ParameterSite, RuleContext>[] Parameter { get; } =
        [.. rules.OfType<IParameterRule>().Select(r => (Action<ParameterSite, RuleContext>)r.Check)];

    public Action<ResponseSite, RuleContext>[] Response { get; } =
        [.. rules.OfType<IResponseRule>().Select(r => (Action<ResponseSite, RuleContext>)r.Check)];

    public Action<ReferenceSite, RuleContext>[] Reference { get; } =
        [.. rules.OfType<IReferenceRule>().Select(r => (Action<ReferenceSite, RuleContext>)r.Check)];

    public Action<DynamicSite, RuleContext>[] Dynamic { get; } =
        [.. rules.OfType<IDynamicRule>().Select(r => (Action<DynamicSite, RuleContext>)r.Check)];

    public Action<ConnectionParameterSite, RuleContext>[] ConnectionParameter { get; } =
        [.. rules.OfType<IConnectionParameterRule>().Select(r => (Action<ConnectionParameterSite, RuleContext>)r.Check)];

    public Action<PolicySite, RuleContext>[] Policy { get; } =
        [.. rules.OfType<IPolicyRule>().Select(r => (Action<PolicySite, RuleContext>)r.Check)];

    /// <summary>The rules that look at a value with these keywords.</summary>
    public Action<ValueSite, RuleContext>[] ValueRulesFor(KeywordSet keywords)
    {
        var known = _known;
        if (known.TryGetValue(keywords, out var checks))
        {
            return checks;
        }

        checks = FindValueRules(keywords);
        if (known.Count < MaxKnownSets)
        {
            _known = new(known) { [keywords] = checks };
        }

        return checks;
    }

    private Action<ValueSite, RuleContext>[] FindValueRules(KeywordSet keywords)
    {
        var found = new List<Action<ValueSite, RuleContext>>();
        foreach (var value in _value)
        {
            if (value.LooksAt is not { } any || any.Overlaps(keywords))
            {
                found.Add(value.Check);
            }
        }

        return [.. found];
    }

    private sealed record ValueCheck(KeywordSet? LooksAt, Action<ValueSite, RuleContext> Check);
}
