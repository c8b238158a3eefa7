using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Lookups over a definition, made once.</summary>
internal sealed class DefinitionIndex
{
    private readonly DefinitionSection _definitions;
    private readonly DefinitionSection _parameters;
    private readonly DefinitionSection _responses;
    private readonly Dictionary<string, OperationSite> _operationsById = new(StringComparer.Ordinal);
    private readonly Dictionary<int, OperationSite> _operationsByNode = [];
    private readonly Dictionary<int, OperationSite> _firstOfPath = [];
    private readonly Dictionary<int, PathTemplate> _templates = [];
    private readonly Dictionary<OperationSite, IReadOnlyList<SourceNode>> _notificationUrls = [];
    private readonly bool _hasSharedNotificationUrls;
    private readonly SourceNode _root;
    private readonly Dictionary<Keyword, IReadOnlyList<ReferenceCircle>> _contentCircles = [];
    private readonly SharedParts _sharedParts;
    private readonly SentDefinitions _sent;
    private IReadOnlyList<ReferenceCircle>? _circles;

    public DefinitionIndex(SourceNode root)
    {
        _root = root;
        _definitions = new(root, Keyword.Definitions);
        _parameters = new(root, Keyword.Parameters);
        _responses = new(root, Keyword.Responses);
        Schemas = new SchemaGraph(this);
        _sharedParts = new SharedParts(this, root);
        _sent = new SentDefinitions(this, root);
        _hasSharedNotificationUrls = HasNotificationUrls(root[Keyword.Definitions]);
        var operations = new List<OperationSite>();
        foreach (var pathItem in root[Keyword.Paths].Children)
        {
            var path = pathItem.Name;
            var template = PathTemplate.Parse(path);
            _templates[pathItem.Index] = template;
            foreach (var member in pathItem.Members)
            {
                if (IsMethod(member.Keyword) && member.IsObject)
                {
                    operations.Add(new OperationSite(member, pathItem, path, template));
                }
            }
        }

        foreach (var operation in operations)
        {
            operation.SetParameters(Effective(operation));
            _operationsByNode[operation.Node.Index] = operation;
            _firstOfPath.TryAdd(operation.PathItem.Index, operation);
            if (operation.Id is { } id)
            {
                _operationsById.TryAdd(id, operation);
            }
        }

        Operations = operations;
    }

    /// <summary>Questions about schemas that need their references followed.</summary>
    public SchemaGraph Schemas { get; }

    /// <summary>The circles of any references among definitions.</summary>
    public IReadOnlyList<ReferenceCircle> Circles =>
        _circles ??= new ReferenceCircles(this, Keyword.Definitions, ReferenceSteps.All).Find(_root[Keyword.Definitions]);

    /// <summary>Members of large objects and lists.</summary>
    public MemberLookup Members { get; } = new();

    /// <summary>All operations in the order of the document.</summary>
    public IReadOnlyList<OperationSite> Operations { get; }

    /// <summary>All operationIds.</summary>
    public IReadOnlyCollection<string> OperationIds => _operationsById.Keys;

    /// <summary>The circles of entries of a section that stand for each other, or are made of each other by <c>allOf</c>.</summary>
    public IReadOnlyList<ReferenceCircle> ContentCircles(Keyword section)
    {
        if (section == Keyword.Definitions && Circles.Count == 0)
        {
            return [];
        }

        if (!_contentCircles.TryGetValue(section, out var circles))
        {
            circles = new ReferenceCircles(this, section, ReferenceSteps.Content).Find(_root[section]);
            _contentCircles[section] = circles;
        }

        return circles;
    }

    public static bool IsMethod(Keyword keyword) =>
        keyword is Keyword.Get or Keyword.Put or Keyword.Post or Keyword.Delete or Keyword.Options or Keyword.Head or Keyword.Patch;

    /// <summary>The first operation of that id; null if there is none.</summary>
    public OperationSite? FindOperation(string? id) => id is null ? null : _operationsById.GetValueOrDefault(id);

    /// <summary>The operation that a node is.</summary>
    public OperationSite? OperationAt(SourceNode node) => _operationsByNode.GetValueOrDefault(node.Index);

    /// <summary>The operation that a use of another operation belongs to; in a shared part all that the part belongs to.</summary>
    public IReadOnlyList<OperationSite> OperationsOf(DynamicSite use) =>
        use.Operation is { } operation ? [operation] : _sharedParts.OperationsOf(use.Part);

    /// <summary>Whether a value is part of what callers send; of shared schemas, whether a request uses them.</summary>
    public bool IsSent(ValueSite value) => value.IsInput ?? _sent.Contains(value.Node);

    /// <summary>The properties of an operation's body that are notification URLs.</summary>
    public IReadOnlyList<SourceNode> NotificationUrls(OperationSite operation)
    {
        // Almost always they stand in the body itself, or nowhere.
        var body = DynamicParameters.BodyOf(operation);
        if (!HasNotificationUrls(body) && !(_hasSharedNotificationUrls && HasReferences(body)))
        {
            return [];
        }

        if (!_notificationUrls.TryGetValue(operation, out var urls))
        {
            urls = Schemas.Properties(body, p => p[Keyword.XMsNotificationUrl].IsTrue);
            _notificationUrls[operation] = urls;
        }

        return urls;
    }

    /// <summary>The parameters of a list, references resolved.</summary>
    public EffectiveParameter[] ParametersOf(SourceNode list)
    {
        var parameters = new List<EffectiveParameter>();
        Collect(list, isOwn: true, parameters);
        return [.. parameters];
    }

    /// <summary>The variables of a path item's path.</summary>
    public PathTemplate TemplateOf(SourceNode pathItem) => _templates[pathItem.Index];

    private static bool HasReferences(SourceNode part) => part.Exists && !part.Document.ReferencesIn(part).IsEmpty;

    private static bool HasNotificationUrls(SourceNode part)
    {
        if (!part.Exists || part.Document.NotificationUrls.IsEmpty)
        {
            return false;
        }

        var urls = part.Document.NotificationUrls;
        var first = urls.BinarySearch(part.Index);
        first = first < 0 ? ~first : first;
        return first < urls.Length && urls[first] < part.Document.Nodes[part.Index].Next;
    }

    /// <summary>Whether an operation is the first of its path item.</summary>
    public bool IsFirstOfPath(OperationSite operation) => _firstOfPath[operation.PathItem.Index] == operation;

    /// <summary>The names of a section of the root: definitions, parameters or responses.</summary>
    public IReadOnlyCollection<string> NamesOf(Keyword section) => SectionOf(section).Names;

    /// <summary>The target of a reference such as <c>#/definitions/Item</c>; missing if it does not resolve or points elsewhere.</summary>
    public SourceNode Resolve(SourceNode reference, Keyword section) => SectionOf(section).Resolve(reference);

    /// <summary>A node, or what it refers to; follows chains, stops at cycles.</summary>
    public SourceNode Follow(SourceNode node, Keyword section)
    {
        for (var steps = 0; steps <= 32; steps++)
        {
            if (node[Keyword.Ref] is not { Exists: true } reference)
            {
                return node;
            }

            node = Resolve(reference, section);
        }

        return default;
    }

    private DefinitionSection SectionOf(Keyword section) => section switch
    {
        Keyword.Parameters => _parameters,
        Keyword.Responses => _responses,
        _ => _definitions,
    };

    private EffectiveParameter[] Effective(OperationSite operation)
    {
        var parameters = new List<EffectiveParameter>();
        Collect(operation[Keyword.Parameters], isOwn: true, parameters);
        if (operation.PathItem[Keyword.Parameters].Exists)
        {
            var own = parameters.Select(p => (p.Name, p.In)).ToHashSet();
            var shared = new List<EffectiveParameter>();
            Collect(operation.PathItem[Keyword.Parameters], isOwn: false, shared);
            parameters.AddRange(shared.Where(p => !own.Contains((p.Name, p.In))));
        }

        return [.. parameters];
    }

    private void Collect(SourceNode list, bool isOwn, List<EffectiveParameter> parameters)
    {
        if (!list.IsArray)
        {
            return;
        }

        foreach (var declared in list.Children)
        {
            var node = Follow(declared, Keyword.Parameters);
            if (node.IsObject)
            {
                parameters.Add(new(node, declared, node[Keyword.Name].Text ?? "", ParameterPlace.Of(node[Keyword.In]), isOwn));
            }
        }
    }
}
