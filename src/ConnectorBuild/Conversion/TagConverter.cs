using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Operations;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>Converts the tags of the document.</summary>
internal static class TagConverter
{
    /// <summary>Converts tags; with a selection, those that a selected operation carries.</summary>
    public static DraftList Convert(SourceNode tags, IReadOnlyList<OperationEntry> selected, bool isAll, LossList losses)
    {
        var used = isAll ? null : selected.SelectMany(o => o.Tags).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var converted = new DraftList(tags);
        foreach (var tag in tags.Elements)
        {
            if (tag[Keyword.Name].Text is { } name && used?.Contains(name) != false && seen.Add(name))
            {
                converted.Items.Add(One(tag, losses));
            }
        }

        return converted;
    }

    private static DraftObject One(SourceNode tag, LossList losses)
    {
        var draft = new DraftObject(tag);
        foreach (var member in tag.Members)
        {
            if (member.Keyword == Keyword.Name || (member.Keyword == Keyword.Description && member.IsString)
                || member.RawName.StartsWith("x-"u8))
            {
                draft.SetCopy(member.Name, member);
            }
        }

        Addresses.CopyDocs(tag[Keyword.ExternalDocs], draft, losses);
        OpenApiObjects.Tag.Report(tag, losses);

        return draft;
    }
}
