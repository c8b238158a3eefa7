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
    private readonly IReadOnlyList<string> _scopes;
    private readonly List<(SourceNode Scheme, string Kind)> _unusable = [];
    private List<SignInScheme> _chosen = [];
    private SourceNode _requirement;

    /// <param name="reader">Reads the schemes.</param>
    /// <param name="schemes">The schemes of the document.</param>
    /// <param name="losses">Receives what is left out.</param>
    /// <param name="resource">The resource of the API in Entra, where the project names it.</param>
    /// <param name="scopes">The delegated permissions, where the project names them.</param>
    public SignInConverter(SchemeReader reader, SourceNode schemes, LossList losses, string? resource, IReadOnlyList<string> scopes)
    {
        _losses = losses;
        _resource = resource;
        _scopes = scopes;
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
    public void Choose(SourceNode root, IEnumerable<SourceNode> operations)
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
        if (alternatives.Count == 0 && !root[Keyword.Security].Exists)
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
            ReportUnusable(_unusable);
            return;
        }

        (_requirement, _chosen) = alternatives.MinBy(a => a.Schemes.Min(s => s.Kind));
        Write(root);
        ReportUnusable(_unusable.Where(u => _requirement[u.Scheme.Name].Exists));
    }

    /// <summary>What an operation says of its own about the sign-in; null if it does as the document does.</summary>
    /// <param name="operation">The operation in the document.</param>
    /// <param name="label">How a message calls it.</param>
    public DraftList? SecurityOf(SourceNode operation, string label)
    {
        var security = operation[Keyword.Security];
        if (!security.IsArray || _chosen.Count == 0)
        {
            return null;
        }

        if (!security.Elements.Any(r => r.Count > 0))
        {
            return new DraftList(security);
        }

        foreach (var requirement in security.Elements)
        {
            if (SchemesOf(requirement) is { Count: > 0 } schemes && schemes.All(_chosen.Contains))
            {
                return requirement == _requirement ? null : RequirementOf(requirement, schemes);
            }
        }

        _losses.Add(
            ConversionRules.SecurityLost, security, $"{label} signs in in another way than the connector, which has one sign-in",
            "calls are signed in as the others are", "leave the operation out, or make a connector of its own for it");
        return null;
    }

    private void Write(SourceNode root)
    {
        Definitions = new DraftObject(root[Keyword.Components]["securitySchemes"]);
        foreach (var scheme in _chosen)
        {
            Definitions.Set(scheme.Name, scheme.Definition, scheme.Node);
        }

        Security = RequirementOf(_requirement, _chosen);
        ConnectionParameters = new DraftObject(_chosen[0].Node);
        foreach (var scheme in _chosen)
        {
            AddParameters(scheme, ConnectionParameters);
        }

        if (ConnectionParameters.Count == 0)
        {
            ConnectionParameters = null;
        }

        Report();
        _chosen.ForEach(s => FlowReport.Write(s, _losses));
    }

    private void AddParameters(SignInScheme scheme, DraftObject parameters)
    {
        if (scheme.Kind != SignInKind.Entra)
        {
            ConnectionParameterDrafts.Add(scheme, parameters);
            return;
        }

        var found = EntraScopes.Read(_scopes.Count > 0 ? _scopes : ScopesOf(_requirement[scheme.Name], scheme), _resource);
        var resource = found.Resource ?? EntraScopes.Read(scheme.Scopes).Resource;
        if (resource is null)
        {
            _losses.Add(ConversionRules.EntraIncomplete, scheme.Node, $"'{ValueText.Shorten(scheme.Name)}' signs in with Microsoft "
                + $"Entra, but no scope names the API (\"api://.../name\")", "apiProperties.json receives no sign-in from it",
                "name the resource in apiProperties.json, by the metadata Resource of ConnectorApi, or in the scopes of the document");
            return;
        }

        if (found.Others.Count > 0)
        {
            _losses.Add(
                ConversionRules.SecurityLost, scheme.Node,
                $"'{ValueText.Shorten(scheme.Name)}' asks for scopes of other APIs, too ({string.Join(", ", found.Others.Select(o => $"'{ValueText.Shorten(o)}'"))}), "
                    + "and a connection has tokens for one",
                $"connections ask for scopes of '{ValueText.Shorten(resource)}' only",
                "let the API call the others on behalf of its user, or make a connector of its own for them");
        }

        parameters.Set("token", EntraParameter.Make(scheme, resource, found.Names));
    }

    private void Report()
    {
        var first = _chosen[0];
        var unused = _unusable.Where(u => !_requirement[u.Scheme.Name].Exists).Select(u => u.Scheme.Name);
        var others = _schemes.Values.Except(_chosen).Select(s => s.Name).Concat(unused).Select(n => $"'{ValueText.Shorten(n)}'").ToList();
        var how = first.Kind switch
        {
            SignInKind.Entra => "with Microsoft Entra",
            SignInKind.OAuth => "with OAuth 2.0",
            SignInKind.Basic => "with user name and password",
            SignInKind.KeyInHeader => $"with a key in the header '{DraftView.TextOf(first.Definition["name"])}'",
            _ => $"with a key in the query parameter '{DraftView.TextOf(first.Definition["name"])}'",
        };
        _losses.Add(ConversionRules.SecurityChosen, first.Node, others.Count == 0 ? _schemes.Count == 0 ? "The project names the API's resource in Microsoft Entra" : $"The "
            + $"document signs callers in by '{ValueText.Shorten(first.Name)}'" : $"A "
            + $"connector has one sign-in, and {string.Join(", ", others)} {(others.Count == 1 ? "is" : "are")} left out",
            $"connections sign in {how}", first.Kind == SignInKind.KeyInHeader
                ? "where the token is one of Microsoft Entra, say so in apiProperties.json or by the metadata Resource and Scopes of "
                    + "ConnectorApi"
                : "write connectionParameters in apiProperties.json for another sign-in");
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
        foreach (var (scheme, kind) in schemes)
        {
            _losses.Add(ConversionRules.SecurityLost, scheme, $"A connector cannot sign in by '{ValueText.Shorten(scheme.Name)}' "
                + $"({kind})", "the scheme is left out",
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

    private static DraftList RequirementOf(SourceNode requirement, List<SignInScheme> schemes)
    {
        var written = new DraftObject(requirement.Exists ? requirement : schemes[0].Node);
        foreach (var scheme in schemes)
        {
            var isOAuth = scheme.Kind is SignInKind.Entra or SignInKind.OAuth;
            written.Set(
                scheme.Name, DraftList.Texts(isOAuth ? Declare(ScopesOf(requirement[scheme.Name], scheme), scheme) : [], written.Origin),
                requirement[scheme.Name]);
        }

        var list = new DraftList(requirement.Parent.Exists ? requirement.Parent : schemes[0].Node);
        list.Items.Add(written);
        return list;
    }

    // Swagger 2.0 wants a scope that is demanded to be among those of the scheme.
    private static IReadOnlyList<string> Declare(IReadOnlyList<string> scopes, SignInScheme scheme)
    {
        var declared = DraftView.MembersOf(scheme.Definition["scopes"]!).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var missing = scopes.Where(s => !declared.Contains(s)).ToList();
        if (missing.Count > 0)
        {
            var all = new DraftObject(scheme.Node);
            foreach (var member in DraftView.MembersOf(scheme.Definition["scopes"]!))
            {
                all.Set(member.Name, member.Value, member.NameOrigin);
            }

            foreach (var scope in missing)
            {
                all.Set(scope, scope, scheme.Node);
            }

            scheme.Definition.Set("scopes", all);
        }

        return scopes;
    }

    private static List<string> ScopesOf(SourceNode list, SignInScheme scheme)
    {
        var scopes = new List<string>();
        foreach (var scope in list.Elements)
        {
            if (scope.Text is { } text)
            {
                scopes.Add(text);
            }
        }

        return scopes.Count > 0 || list.Exists ? scopes : [.. scheme.Scopes];
    }
}
