using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// Something that has a type. The walker uses one instance for all values of a document: valid only during the call, which is what makes the
/// many lookups of the many rules cheap.
/// </summary>
internal sealed class ValueSite
{
    private const int SlotCount = 64;

    private readonly int[] _slots = new int[SlotCount];
    private ulong _present;

    public SourceNode Node { get; private set; }

    public ValueRole Role { get; private set; }

    /// <summary>The operation that it belongs to; null in shared parts.</summary>
    public OperationSite? Operation { get; private set; }

    /// <summary>The schema that lists it among its properties; missing for everything else.</summary>
    public SourceNode Owner { get; private set; }

    /// <summary>Whether it is sent by the caller (true), answered by the service (false), or both or unknown (null).</summary>
    public bool? IsInput { get; private set; }

    public bool IsSchema => Role < ValueRole.Parameter;

    /// <summary>Whether it is a whole body, response or definition.</summary>
    public bool IsRoot => Role is ValueRole.Body or ValueRole.Response or ValueRole.Definition or ValueRole.Notification;

    public bool IsReference => Has(Keyword.Ref);

    public SourceNode this[Keyword keyword] => Has(keyword) ? new(Node.Document, _slots[(int)keyword]) : default;

    public bool Has(Keyword keyword) => (_present >> (int)keyword & 1) != 0;

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

    internal void Load(SourceNode node, ValueRole role, OperationSite? operation, SourceNode owner, bool? isInput)
    {
        (Node, Role, Operation, Owner, IsInput) = (node, role, operation, owner, isInput);
        _present = 0;
        foreach (var child in node.Children)
        {
            var keyword = (int)child.Keyword;
            if (keyword is > 0 and < SlotCount)
            {
                _slots[keyword] = child.Index;
                _present |= 1UL << keyword;
            }
        }
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

    /// <summary>Another schema inside a schema: a part of allOf, additionalProperties.</summary>
    Part,

    /// <summary>A parameter that is not a body. From here on, no schemas.</summary>
    Parameter,

    /// <summary>The items of a parameter or header.</summary>
    ParameterItems,

    /// <summary>A response's header.</summary>
    Header,
}
