using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Faults;

/// <summary>The faults that are set. The first rule that strikes a request wins. Safe to use at any time.</summary>
public sealed class FaultRules
{
    private readonly Lock _gate = new();
    private readonly Func<double> _chance;
    private List<Counted> _rules = [];

    internal FaultRules(Func<double> chance) => _chance = chance;

    /// <summary>The rules in order, each with how often it has struck.</summary>
    public IReadOnlyList<(FaultRule Rule, int Struck)> Rules
    {
        get
        {
            lock (_gate)
            {
                return [.. _rules.Select(r => (r.Rule, r.Struck))];
            }
        }
    }

    /// <summary>Adds a rule behind the others.</summary>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_gate)
        {
            _rules.Add(new Counted(rule));
        }
    }

    /// <summary>Takes all rules away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules = [];
        }
    }

    /// <summary>The rule that strikes a request, or null.</summary>
    /// <param name="service">The service.</param>
    /// <param name="environment">The Dataverse environment.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query as sent.</param>
    /// <param name="isPart">Whether it is a part of a batch.</param>
    internal FaultRule? Strike(string service, string? environment, string method, string path, bool isPart)
    {
        lock (_gate)
        {
            return _rules.FirstOrDefault(r => r.Strikes(service, environment, method, path, isPart, _chance))?.Rule;
        }
    }

    private sealed class Counted(FaultRule rule)
    {
        private int _matched;

        public FaultRule Rule { get; } = rule;

        public int Struck { get; private set; }

        public bool Strikes(string service, string? environment, string method, string path, bool isPart, Func<double> chance)
        {
            if ((isPart && Rule.Status is null)
                || (Rule.ExpireToken && service == "Entra")
                || !Is(Rule.Service, service) || !Is(Rule.Environment, environment) || !Is(Rule.Method, method)
                || (Rule.Path is { } pattern && !PathPattern.Matches(pattern, path)))
            {
                return false;
            }

            _matched++;
            if ((Rule.Nth is { } nth && nth != _matched) || (Rule.Times is { } times && Struck >= times) || (Rule.Rate < 1 && chance() >= Rule.Rate))
            {
                return false;
            }

            Struck++;
            return true;
        }

        private static bool Is(string? wanted, string? value) => wanted is null || string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase);
    }
}
