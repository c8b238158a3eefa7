using System.Globalization;

namespace ConnectorBuild.Definition;

/// <summary>JSON pointers (RFC 6901) of many values of one document: what lies together shares most of its pointer.</summary>
internal sealed class PointerCache
{
    private readonly Dictionary<int, string> _known = [];

    /// <summary>The pointer of a value; empty for the root.</summary>
    public string Of(SourceNode node)
    {
        var parent = node.Parent;
        if (!parent.Exists)
        {
            return "";
        }

        if (!_known.TryGetValue(parent.Index, out var prefix))
        {
            prefix = Of(parent);
            _known[parent.Index] = prefix;
        }

        return node.HasName
            ? string.Concat(prefix, "/", JsonPointer.Escape(node.Name))
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}/{node.Position}");
    }
}
