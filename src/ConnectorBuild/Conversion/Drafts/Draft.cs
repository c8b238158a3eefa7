using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Drafts;

/// <summary>A value of a document that is being written, with the place that it comes from.</summary>
/// <param name="origin">The value in a source document; missing for what was made up.</param>
internal abstract class Draft(SourceNode origin)
{
    /// <summary>The value in a source document that findings about this value point to.</summary>
    public SourceNode Origin { get; } = origin;

    /// <summary>A text.</summary>
    public static Draft Text(string text, SourceNode origin) => new DraftText(text, origin);

    /// <summary>True or false.</summary>
    public static Draft Boolean(bool value, SourceNode origin) => new DraftLiteral(value ? "true" : "false", origin);

    /// <summary>A value as the source has it.</summary>
    public static Draft Copy(SourceNode source) => new DraftSource(source);
}

/// <summary>A text that was made up or changed.</summary>
internal sealed class DraftText(string value, SourceNode origin) : Draft(origin)
{
    public string Value { get; } = value;
}

/// <summary>A number, true, false or null in its JSON form.</summary>
internal sealed class DraftLiteral(string json, SourceNode origin) : Draft(origin)
{
    public string Json { get; } = json;
}

/// <summary>A value that is copied from a source document with all that it holds.</summary>
internal sealed class DraftSource(SourceNode source) : Draft(source);

/// <summary>A list.</summary>
internal sealed class DraftList(SourceNode origin) : Draft(origin)
{
    public List<Draft> Items { get; } = [];

    /// <summary>A list of texts.</summary>
    public static DraftList Texts(IEnumerable<string> texts, SourceNode origin)
    {
        var list = new DraftList(origin);
        list.Items.AddRange(texts.Select(t => Text(t, origin)));
        return list;
    }
}
