using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>A content type of a body or an answer.</summary>
/// <param name="Type">The content type as Swagger 2.0 names it.</param>
/// <param name="Member">Its member of <c>content</c>.</param>
/// <param name="Media">What the member holds or refers to.</param>
internal sealed record MediaType(string Type, SourceNode Member, SourceNode Media)
{
    public SourceNode Schema => Media[Keyword.Schema];

    public bool IsJson => Essence is "application/json" or "text/json" || Essence.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Of several kinds of JSON, the plain one comes first, and what describes a problem or a patch last.</summary>
    public int JsonRank => Essence switch
    {
        "application/json" => 0,
        "text/json" => 1,
        "application/problem+json" or "application/json-patch+json" or "application/merge-patch+json" or "application/*+json" => 3,
        _ => 2,
    };

    public bool IsForm => IsMultipart || Essence == "application/x-www-form-urlencoded";

    public bool IsMultipart => Essence.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>Whether the type is one of bytes.</summary>
    public bool IsBinary =>
        Essence is "application/octet-stream" or "application/pdf" or "application/zip" or "application/gzip"
        || Essence.StartsWith("image/", StringComparison.Ordinal)
        || Essence.StartsWith("audio/", StringComparison.Ordinal)
        || Essence.StartsWith("video/", StringComparison.Ordinal)
        || Essence.StartsWith("application/vnd.openxmlformats", StringComparison.Ordinal);

    public bool IsText => Essence.StartsWith("text/", StringComparison.Ordinal);

    private string Essence => Type.Split(';')[0].Trim().ToLowerInvariant();
}

/// <summary>The content types of a body or an answer: those that share the schema that is written, and the others.</summary>
/// <param name="Chosen">The content type whose schema is written; null if there is none.</param>
/// <param name="Same">The content types with that schema, the chosen one among them.</param>
/// <param name="Others">The content types with another schema.</param>
internal sealed record MediaTypes(MediaType? Chosen, IReadOnlyList<MediaType> Same, IReadOnlyList<MediaType> Others)
{
    /// <summary>Chooses: JSON first, because the platform shows its properties.</summary>
    public static MediaTypes Choose(SourceNode content, OpenApiSources sources)
    {
        var all = new List<MediaType>();
        foreach (var member in content.Members)
        {
            if (!member.RawName.StartsWith("x-"u8) && sources.Resolve(member) is { Exists: true } media)
            {
                all.Add(new(Named(member.Name, media), member, media));
            }
        }

        var chosen = all.Where(m => m.IsJson).MinBy(m => (m.Schema.Exists ? 0 : 1, m.JsonRank)) ?? all.Find(m => m.IsForm)
            ?? all.Find(m => m.Schema.Exists) ?? all.FirstOrDefault();
        if (chosen is null)
        {
            return new(null, [], []);
        }

        var same = all.Where(m => m == chosen || (m.IsForm == chosen.IsForm && SameSchema(m, chosen))).ToList();
        return new(chosen, same, all.Except(same).ToList());
    }

    /// <summary>The names of the content types that share the schema, each once, without those that a wildcard of JSON stands for.</summary>
    public IEnumerable<string> Names =>
        Same.Select(m => m.Type).Where(t => t != "application/*+json" || Same.Count == 1).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reports what the content types say beside their schemas, and those that were wildcards.</summary>
    public void Report(LossList losses, bool isBody)
    {
        foreach (var media in Same.Concat(Others))
        {
            OpenApiObjects.MediaType.Report(media.Media, losses);
            if (IsWildcard(media.Member.Name))
            {
                losses.Add(
                    ConversionRules.Annotation, media.Member,
                    $"The content type '{ValueText.Shorten(media.Member.Name)}' stands for any, and a connector "
                        + (isBody ? "sends one" : "expects one"),
                    $"it is '{media.Type}'", "name the content type in the document or by an overlay where the API means another");
            }
        }
    }

    private static string Named(string type, SourceNode media) =>
        !IsWildcard(type) ? type : DeclaredType.IsBinary(media[Keyword.Schema]) ? "application/octet-stream" : "application/json";

    private static bool IsWildcard(string type) => type is "*/*" or "*" or "application/*";

    private static bool SameSchema(MediaType a, MediaType b) =>
        a.Schema.Exists == b.Schema.Exists && (!a.Schema.Exists ? a.IsJson == b.IsJson : DraftView.Same(Draft.Copy(a.Schema), Draft.Copy(b.Schema)));
}
