using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// Something that has a type. The walker uses one instance for all values of a document: valid only during the call, which is what makes the
/// many lookups of the many rules cheap.
/// </summary>
internal sealed class ValueSite
{
    private readonly int[] _slots = new int[(int)KeywordSet.Last + 1];

    public SourceNode Node { get; private set; }

    /// <summary>The keywords that it has; <see cref="KeywordSet.Others"/> for any other name.</summary>
    public KeywordSet Keywords { get; private set; }

    public ValueRole Role { get; private set; }

    /// <summary>The operation that it belongs to; null in shared parts.</summary>
    public OperationSite? Operation { get; private set; }

    /// <summary>The schema that lists it among its properties; missing for everything else.</summary>
    public SourceNode Owner { get; private set; }

    /// <summary>Whether it is sent by the caller (true), answered by the service (false), or both or unknown (null).</summary>
    public bool? IsInput { get; private set; }

    public bool IsSchema => Role < ValueRole.Parameter;

    /// <summary>Its type, recognised once.</summary>
    public SchemaType Type { get; private set; }

    public bool IsReference => Has(Keyword.Ref);

    /// <summary>Whether it says only a part of what it describes: the other schemas of an <c>allOf</c> say the rest.</summary>
    public bool IsComposed => Role == ValueRole.AllOfPart || Has(Keyword.AllOf);

    public SourceNode this[Keyword keyword] => Has(keyword) ? new(Node.Document, _slots[(int)keyword]) : default;

    public bool Has(Keyword keyword) => Keywords.Contains(keyword);

    /// <summary>How messages call it.</summary>
    public string Label => Role switch
    {
        ValueRole.Property or ValueRole.Definition or ValueRole.Header => $"'{ValueText.Shorten(Node.Name)}'",
        ValueRole.Parameter => $"parameter '{ValueText.Shorten(Node[Keyword.Name].Text ?? Node.Name)}'",
        ValueRole.Body => "the body",
        ValueRole.Response => "the response",
        ValueRole.Notification => "the notification",
        ValueRole.Items => "the items",
        _ => "this schema",
    };

    /// <summary><see cref="Label"/> at the beginning of a sentence.</summary>
    public string Subject => Label is [>= 'a' and <= 'z', ..] label ? char.ToUpperInvariant(label[0]) + label[1..] : Label;

    internal void Load(SourceNode node, ValueRole role, OperationSite? operation, SourceNode owner, bool? isInput)
    {
        (Node, Role, Operation, Owner, IsInput) = (node, role, operation, owner, isInput);
        var keywords = default(KeywordSet);
        var nodes = node.Document.Nodes;
        for (var child = node.Index + 1; child < nodes[node.Index].Next; child = nodes[child].Next)
        {
            if ((nodes[child].Flags & NodeFlags.Shadowed) == 0)
            {
                var keyword = nodes[child].Keyword <= KeywordSet.Last ? nodes[child].Keyword : KeywordSet.Others;
                _slots[(int)keyword] = child;
                keywords = keywords.With(keyword);
                if (!MemberTypes.Fits(nodes[child].Kind, MemberTypes.Of(keyword)))
                {
                    keywords = keywords.With(KeywordSet.Mistyped);
                }
            }
        }

        Keywords = keywords;
        Type = SchemaTypes.Of(this[Keyword.Type]);
    }
}

/// <summary>What a value is in the document.</summary>
internal enum ValueRole : byte
{
    /// <summary>The schema of a body parameter.</summary>
    Body,

    /// <summary>The schema of a response.</summary>
    Response,

    /// <summary>The schema of <c>x-ms-notification-content</c>.</summary>
    Notification,

    /// <summary>An entry of <c>definitions</c>.</summary>
    Definition,

    /// <summary>A property of a schema.</summary>
    Property,

    /// <summary>The items of an array in a schema.</summary>
    Items,

    /// <summary>What <c>additionalProperties</c> allows.</summary>
    AdditionalProperties,

    /// <summary>A schema written out in an <c>allOf</c>.</summary>
    AllOfPart,

    /// <summary>A parameter that is not a body. From here on, no schemas.</summary>
    Parameter,

    /// <summary>A body parameter itself, shown to rules for parameters only: what has a type is its schema.</summary>
    BodyParameter,

    /// <summary>The items of a parameter or header.</summary>
    ParameterItems,

    /// <summary>A response's header.</summary>
    Header,
}
