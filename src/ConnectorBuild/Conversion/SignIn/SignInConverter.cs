using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Chooses the one way in which the connector signs in, and writes it as Swagger 2.0 and as connection parameters.</summary>
internal sealed class SignInConverter
{
    private readonly Dictionary<string, SignInScheme> _schemes = new(StringComparer.Ordinal);
    private readonly LossList _losses;
    private readonly string? _resource;
    private readonly bool _hasAuthorSignIn;
    private readonly SignInReport _report;
    private readonly ConnectionParameterWriter _parameters;
    private readonly List<(SourceNode Scheme, string Kind)> _unusable = [];
    private List<SignInScheme> _chosen = [];
    private SourceNode _requirement;
    private bool _isRootOpen;

    /// <param name="reader">Reads the schemes.</param>
    /// <param name="schemes">The schemes of the document.</param>
    /// <param name="losses">Receives what is left out.</param>
    /// <param name="resource">The resource of the API in Entra, where the project names it.</param>
    /// <param name="scopes">The delegated permissions, where the project names them.</param>
    /// <param name="hasAuthorSignIn">Whether the author's apiProperties.json has a sign-in, which wins.</param>
    public SignInConverter(
        SchemeReader reader, SourceNode schemes, LossList losses, string? resource, IReadOnlyList<string> scopes, bool hasAuthorSignIn)
    {
        _losses = losses;
        _resource = resource;
        _hasAuthorSignIn = hasAuthorSignIn;
        _report = new SignInReport(losses);
        _parameters = new ConnectionParameterWriter(resource, scopes, losses);
        foreach (var member in schemes.Members)
        {
            if (member.RawName.StartsWith("x-"u8))
            {
                continue;
            }

            if (reader.Read(member) is { } scheme)
            {
                _schemes[scheme.Name] = scheme;
            }
            else
            {
                _unusable.Add((member, reader.Describe(member)));
            }
        }
    }

    /// <summary>The schemes in Swagger 2.0; null if the connector signs nobody in.</summary>
    public DraftObject? Definitions { get; private set; }

    /// <summary>The requirement of the document as a whole; null if there is none.</summary>
    public DraftList? Security { get; private set; }

    /// <summary>The connection parameters that apiProperties.json needs; null if none, or if the document does not say enough.</summary>
    public DraftObject? ConnectionParameters { get; private set; }

    /// <summary>Chooses the sign-in.</summary>
    /// <param name="root">The document.</param>
    /// <param name="operations">The selected operations.</param>
    public void Choose(SourceNode root, IReadOnlyList<SourceNode> operations)
    {
        var alternatives = new List<(SourceNode Requirement, List<SignInScheme> Schemes)>();
        ReportUndefined(root[Keyword.Security]);
        Collect(root[Keyword.Security], alternatives);
        foreach (var operation in operations)
        {
            ReportUndefined(operation[Keyword.Security]);
            if (alternatives.Count == 0)
            {
                Collect(operation[Keyword.Security], alternatives);
            }
        }

        // A document that demands no scheme but has some was left unfinished: its author signs in by one of them.
        var isUnfinished = !root[Keyword.Security].Exists && !operations.Any(o => o[Keyword.Security].Exists);
        if (alternatives.Count == 0 && isUnfinished)
        {
            alternatives.AddRange(_schemes.Values.Select(s => (default(SourceNode), new List<SignInScheme> { s })));
        }

        // The project says that callers sign in with Entra, and the document says nothing.
        if (alternatives.Count == 0 && _resource is not null)
        {
            alternatives.Add((default, [SchemeReader.Entra(root)]));
        }

        if (alternatives.Count == 0)
        {
            List<SourceNode> demands = [root[Keyword.Security], .. operations.Select(o => o[Keyword.Security])];
            ReportUnusable(_unusable.Where(u => isUnfinished || demands.Exists(d => d.Elements.Any(r => r[u.Scheme.Name].Exists))));
            return;
        }

        (_requirement, _chosen) = alternatives.MinBy(a => a.Schemes.Min(s => s.Kind));
        _isRootOpen = _requirement.Exists && _requirement.Parent != root[Keyword.Security];
        Write(root, Demanded(root, operations));
        ReportUnusable(_unusable.Where(u => _requirement[u.Scheme.Name].Exists));
        NoteOthers(root[Keyword.Security], _requirement, "The API");
    }

    /// <summary>What an operation says of its own about the sign-in; null if it does as the document does.</summary>
    /// <param name="operation">The operation in the document.</param>
    /// <param name="label">How a message calls it.</param>
    public DraftList? SecurityOf(SourceNode operation, string label)
    {
        var security = operation[Keyword.Security];
        if (!security.IsArray || _chosen.Count == 0)
        {
            // What the document as a whole does not demand, another operation did.
            return _isRootOpen && _chosen.Count > 0 ? new DraftList(operation) : null;
        }

        if (!security.Elements.Any(r => r.Count > 0))
        {
            return new DraftList(security);
        }

        foreach (var requirement in security.Elements)
        {
            if (SchemesOf(requirement) is { Count: > 0 } schemes && schemes.All(_chosen.Contains))
            {
                ReportUnusable(_unusable.Where(u => requirement[u.Scheme.Name].Exists));
                NoteOthers(security, requirement, label);
                return requirement == _requirement ? null : SecurityRequirement.Write(requirement, schemes);
            }
        }

        _losses.Add(
            ConversionRules.SecurityLost, security, $"{label} signs in in another way than the connector, which has one sign-in",
            "calls are signed in as the others are", "leave the operation out, or make a connector of its own for it");
        return null;
    }

    /// <summary>Reports the other ways to sign in, when every operation was converted.</summary>
    public void ReportAlternatives() => _report.Alternatives();

    private void Write(SourceNode root, ILookup<string, string> demanded)
    {
        Definitions = new DraftObject(root[Keyword.Components]["securitySchemes"]);
        foreach (var scheme in _chosen)
        {
            Definitions.Set(scheme.Name, scheme.Definition, scheme.Node);
        }

        Security = SecurityRequirement.Write(_requirement, _chosen);
        ConnectionParameters = _hasAuthorSignIn ? null : _parameters.Write(_chosen, demanded);
        var unused = _unusable.Where(u => !_requirement[u.Scheme.Name].Exists).Select(u => u.Scheme.Name);
        _report.Chosen(
            _chosen, _requirement.Exists, _schemes.Count > 0, [.. _schemes.Values.Except(_chosen).Select(s => s.Name), .. unused],
            _hasAuthorSignIn ? SignInOutcome.OfTheAuthor
                : ConnectionParameters is null ? SignInOutcome.Incomplete
                : SignInOutcome.Written);

        // The sign-in that the project alone names has no scheme in the document.
        foreach (var scheme in _chosen.Where(_schemes.Values.Contains))
        {
            FlowReport.Write(scheme, _losses);
        }
    }

    // What every call needs that the connection will make; the scheme's own scopes where nothing is demanded.
    private ILookup<string, string> Demanded(SourceNode root, IEnumerable<SourceNode> operations)
    {
        var lists = operations.Select(o => o[Keyword.Security] is { IsArray: true } own ? own : root[Keyword.Security]).Prepend(root[Keyword.Security]);
        var pairs = new List<(string Scheme, string Scope)>();
        foreach (var list in lists.Distinct())
        {
            foreach (var requirement in list.Elements)
            {
                foreach (var scheme in SchemesOf(requirement))
                {
                    pairs.AddRange(SecurityRequirement.ScopesOf(requirement[scheme.Name], scheme).Select(s => (scheme.Name, s)));
                }
            }
        }

        if (!_requirement.Exists)
        {
            pairs.AddRange(_chosen.SelectMany(s => s.Scopes.Select(scope => (s.Name, scope))));
        }

        return pairs.Distinct().ToLookup(p => p.Scheme, p => p.Scope, StringComparer.Ordinal);
    }

    private void NoteOthers(SourceNode security, SourceNode met, string label)
    {
        foreach (var requirement in security.Elements)
        {
            // A single scheme that was not chosen is named where the choice is reported.
            var isNamed = requirement.Count == 1 && !SchemesOf(requirement).Exists(_chosen.Contains);
            if (requirement != met && !isNamed)
            {
                _report.Alternative(requirement, label);
            }
        }
    }

    private void ReportUndefined(SourceNode security)
    {
        foreach (var requirement in security.Elements)
        {
            foreach (var member in requirement.Members)
            {
                if (!_schemes.ContainsKey(member.Name) && !_unusable.Exists(u => u.Scheme.Name == member.Name))
                {
                    _losses.Add(
                        ConversionRules.SecurityLost, member,
                        $"The requirement names the scheme '{ValueText.Shorten(member.Name)}', which the document does not define",
                        "it is left out", "define the scheme under \"securitySchemes\" of \"components\", or correct its name");
                }
            }
        }
    }

    private void Collect(SourceNode security, List<(SourceNode, List<SignInScheme>)> alternatives)
    {
        foreach (var requirement in security.Elements)
        {
            if (SchemesOf(requirement) is { Count: > 0 } schemes)
            {
                alternatives.Add((requirement, schemes));
            }
        }
    }

    private void ReportUnusable(IEnumerable<(SourceNode Scheme, string Kind)> schemes)
    {
        // Whoever has written a sign-in has read what the document has, and decided.
        foreach (var (scheme, kind) in _hasAuthorSignIn ? [] : schemes)
        {
            _losses.Add(ConversionRules.SecurityLost, scheme, $"A connector cannot sign in by '{ValueText.Shorten(scheme.Name)}' "
                + $"({kind})", _chosen.Count == 0 ? "the scheme is left out, and the connector signs nobody in" : "the scheme is left out",
                "sign in by connection parameters in apiProperties.json and policies or custom code");
        }
    }

    // A scheme that cannot be used is left out of a requirement that has others.
    private List<SignInScheme> SchemesOf(SourceNode requirement)
    {
        var schemes = new List<SignInScheme>();
        foreach (var member in requirement.Members)
        {
            if (_schemes.TryGetValue(member.Name, out var scheme))
            {
                schemes.Add(scheme);
            }
        }

        return schemes;
    }
}
