using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Drafts;

/// <summary>Looks into a draft, whether it was made up or is copied from a source.</summary>
internal static class DraftView
{
    public static NodeKind KindOf(Draft draft) => draft switch
    {
        DraftSource source => source.Origin.Kind,
        DraftObject => NodeKind.Object,
        DraftList => NodeKind.Array,
        DraftText => NodeKind.String,
        DraftLiteral { Json: "true" } => NodeKind.True,
        DraftLiteral { Json: "false" } => NodeKind.False,
        DraftLiteral { Json: "null" } => NodeKind.Null,
        _ => NodeKind.Number,
    };

    /// <summary>The text of a string; null for every other kind.</summary>
    public static string? TextOf(Draft? draft) => draft switch
    {
        DraftText text => text.Value,
        DraftSource source => source.Origin.Text,
        _ => null,
    };

    /// <summary>A scalar in its JSON form, without the quotes of a text.</summary>
    public static string ScalarOf(Draft draft) => draft switch
    {
        DraftText text => text.Value,
        DraftLiteral literal => literal.Json,
        _ => draft.Origin.Text ?? Encoding.UTF8.GetString(draft.Origin.Raw),
    };

    /// <summary>The members of an object.</summary>
    public static IEnumerable<DraftMember> MembersOf(Draft draft)
    {
        if (draft is DraftObject o)
        {
            return o.Members;
        }

        var members = new List<DraftMember>();
        if (draft is DraftSource { Origin: var origin })
        {
            foreach (var member in origin.Members)
            {
                members.Add(new(member.Name, Draft.Copy(member), member));
            }
        }

        return members;
    }

    /// <summary>The elements of a list.</summary>
    public static IReadOnlyList<Draft> ItemsOf(Draft? draft)
    {
        if (draft is DraftList list)
        {
            return list.Items;
        }

        var items = new List<Draft>();
        if (draft is DraftSource { Origin: var origin })
        {
            foreach (var element in origin.Elements)
            {
                items.Add(Draft.Copy(element));
            }
        }

        return items;
    }

    /// <summary>Whether two values are equal but for the order of members.</summary>
    public static bool Same(Draft left, Draft right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        var kind = KindOf(left);
        if (kind != KindOf(right))
        {
            return false;
        }

        switch (kind)
        {
            case NodeKind.Object:
                var members = MembersOf(right).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
                var count = 0;
                foreach (var member in MembersOf(left))
                {
                    count++;
                    if (!members.TryGetValue(member.Name, out var other) || !Same(member.Value, other))
                    {
                        return false;
                    }
                }

                return count == members.Count;
            case NodeKind.Array:
                var (a, b) = (ItemsOf(left), ItemsOf(right));
                return a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));
            default:
                return ScalarOf(left) == ScalarOf(right);
        }
    }
}
