using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>A column of a connector row that a deployment decides. <see cref="ConnectorColumns.All"/> has them all.</summary>
/// <param name="Name">The logical name in Dataverse, and the element's name in a package.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Limit">The most characters; of a picture, the most bytes.</param>
public sealed record ConnectorColumn(string Name, ColumnKind Kind, int Limit)
{
    /// <summary>How people call it.</summary>
    public string Label { get; init; } = Name;

    /// <summary>The member of <c>properties</c> in <c>apiProperties.json</c>; null where the content comes from elsewhere.</summary>
    public string? Member { get; init; }

    /// <summary>How the name of its file in a package ends; null where the element holds the text itself.</summary>
    public string? FileEnding { get; init; }

    /// <summary>The limit that every edition of Microsoft's table reference states.</summary>
    public int CertainLimit { get; init; } = Limit;

    /// <summary>What a connector has whose author says nothing; null for an empty column.</summary>
    public string? Default { get; init; }

    /// <summary>What a row has that holds nothing there: a text that every connector has is empty rather than missing.</summary>
    public string? WhenEmpty => Kind == ColumnKind.Text && Default is not null ? "" : Default;

    /// <summary>Whether the text may refer to environment variables.</summary>
    public bool MayRefer { get; init; }

    /// <summary>
    /// Whether the column says how to sign in: no secret is read from the author's files, and what the platform writes into it does not
    /// count.
    /// </summary>
    public bool IsSignIn { get; init; }

    /// <summary>Whether it belongs to the custom code.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether what an environment has stays where the project says nothing, unless a deployment set it.</summary>
    public bool IsKeptUnlessStated { get; init; }

    /// <summary>Of a column of kind <see cref="ColumnKind.Choices"/>: what can be chosen.</summary>
    public ColumnOptions Options { get; init; } = ColumnOptions.None;

    /// <summary>Whether it holds JSON.</summary>
    public bool IsJson => Kind is ColumnKind.JsonObject or ColumnKind.JsonList;

    /// <summary>The text for what an author wrote as <see cref="Member"/>; null where that says nothing.</summary>
    public string? FromMember(JsonNode? value) => Kind switch
    {
        ColumnKind.JsonObject or ColumnKind.JsonList =>
            (IsSignIn ? SignInSettings.Canonical(LiteralSecrets.Without(value)) : value) is { } node ? RowJson.Write(node) : null,
        ColumnKind.Choices => Options.ToColumn(value),
        ColumnKind.Text or ColumnKind.Script or ColumnKind.Image => RowJson.Text(value),
        _ => throw new InvalidOperationException($"The kind {Kind} of the column {Name} is not known."),
    };

    /// <summary>The text of an environment or a package in its one form: what they write differently for the same becomes the same.</summary>
    public string? Normalize(string? text) => Kind switch
    {
        ColumnKind.JsonObject or ColumnKind.JsonList => string.IsNullOrWhiteSpace(text) || text.Trim() == "null" ? null : text,
        ColumnKind.Choices => ColumnOptions.Normalize(text),
        ColumnKind.Script => string.IsNullOrEmpty(text) ? null : text,
        ColumnKind.Text or ColumnKind.Image => text,
        _ => throw new InvalidOperationException($"The kind {Kind} of the column {Name} is not known."),
    };
}
