namespace ConnectorBuild.Rules.Engine;

/// <summary>Texts that wait for somebody to fill them in.</summary>
internal static class Placeholder
{
    private static readonly string[] Words =
    [
        "your", "dummy", "placeholder", "replace", "enter ", "insert", "todo", "changeme", "xxxx", "client_id", "clientid", "client id",
        "client_secret", "clientsecret", "client secret", "example", "sample", "[[", "{{", "<", "***",
    ];

    private static readonly string[] Marks = ["{{", "[[", "@@", "<"];

    /// <summary>Whether a text has the marks that templates put around what is to be filled in.</summary>
    public static bool IsMarked(string text) => Marks.Any(m => text.Contains(m, StringComparison.Ordinal));

    /// <summary>Whether a text reads like one.</summary>
    public static bool IsLikely(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length < 6
            || (Guid.TryParse(trimmed, out var id) && id.ToByteArray().Distinct().Count() <= 2)
            || Words.Any(w => trimmed.Contains(w, StringComparison.OrdinalIgnoreCase));
    }
}
