using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Drafts;

/// <summary>A document as a draft of which every part can be changed.</summary>
internal static class EditableDraft
{
    public static Draft Of(SourceNode node)
    {
        if (node.IsObject)
        {
            var draft = new DraftObject(node);
            foreach (var member in node.Members)
            {
                draft.Set(member.Name, Of(member), member);
            }

            return draft;
        }

        if (node.IsArray)
        {
            var list = new DraftList(node);
            foreach (var element in node.Elements)
            {
                list.Items.Add(Of(element));
            }

            return list;
        }

        return Draft.Copy(node);
    }

    /// <summary>A copy that shares nothing which can be changed.</summary>
    /// <param name="draft">What is copied.</param>
    /// <param name="count">Counts the values of the copy.</param>
    public static Draft Clone(Draft draft, ref int count)
    {
        count++;
        if (draft is DraftObject o)
        {
            var clone = new DraftObject(o.Origin);
            foreach (var member in o.Members)
            {
                clone.Set(member.Name, Clone(member.Value, ref count), member.NameOrigin);
            }

            return clone;
        }

        if (draft is DraftList list)
        {
            var clone = new DraftList(list.Origin);
            foreach (var item in list.Items)
            {
                clone.Items.Add(Clone(item, ref count));
            }

            return clone;
        }

        return draft;
    }
}
