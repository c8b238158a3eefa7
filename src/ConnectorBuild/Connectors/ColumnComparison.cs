using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>When two values of a column mean the same: white space, order of JSON members and what the platform sets itself do not count.</summary>
internal static class ColumnComparison
{
    public static bool AreSame(ConnectorColumn column, string? a, string? b) =>
        a == b
        || (IsEmpty(a) && IsEmpty(b))
        || (column switch
        {
            { IsSignIn: true } => JsonNode.DeepEquals(ConnectorSignIn.Comparable(a), ConnectorSignIn.Comparable(b)),
            { IsJson: true } => AreSameJson(a, b),
            { Kind: ColumnKind.Script } => a?.ReplaceLineEndings("\n") == b?.ReplaceLineEndings("\n"),
            { Kind: ColumnKind.Choices } => ColumnOptions.Normalize(a) == ColumnOptions.Normalize(b),
            _ => false,
        });

    /// <summary>
    /// The hash by which a column that was read is compared with the one read last time: the secret and what the platform sets do not
    /// count.
    /// </summary>
    public static string ReadHash(ConnectorColumn column, string? value) => ContentHash.Of(column switch
    {
        { IsSignIn: true } => ConnectorSignIn.Comparable(value)?.ToJsonString() ?? "",
        { Kind: ColumnKind.Choices } => ColumnOptions.Normalize(value) ?? "",
        _ => value ?? "",
    });

    // The platform keeps an empty list as text "null", as "[]" or as an empty column.
    private static bool IsEmpty(string? text) => text is null or "" or "null" or "[]";

    private static bool AreSameJson(string? a, string? b) =>
        RowJson.Parse(a) is { } left && RowJson.Parse(b) is { } right && JsonNode.DeepEquals(left, right);
}
