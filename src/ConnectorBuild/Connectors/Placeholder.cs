namespace ConnectorBuild.Connectors;

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

    /// <summary>
    /// Whether a resource, address or scope waits to be filled in: it has marks around a word of its own, or begins with "your". Braces with a parameter of the
    /// connection in them are not such a mark.
    /// </summary>
    public static bool IsUnfilled(string text)
    {
        var name = text[(text.LastIndexOf("//", StringComparison.Ordinal) is var slashes and >= 0 ? slashes + 2 : 0)..];
        return (IsMarked(text) && !text.Contains("connectionParameters", StringComparison.OrdinalIgnoreCase) && !text.Contains("@@", StringComparison.Ordinal))
            || IsOwn(name)
            || string.Equals(name.Trim('[', ']', ' '), "dummy", StringComparison.OrdinalIgnoreCase)
            || name.Contains("DUMMY", StringComparison.Ordinal);
    }

    // "YourApplicationIDURI", "your-api", "YOUR_RESOURCE", but not "yourcause.com": what follows begins a new word.
    private static bool IsOwn(string name) =>
        name.StartsWith("your", StringComparison.OrdinalIgnoreCase)
        && name.Length > 4
        && (name[4] is '-' or '_' or ' ' || (char.IsAsciiLetterUpper(name[4]) && !name.Contains('.', StringComparison.Ordinal)));

    /// <summary>
    /// Whether a text in the place of a secret waits to be filled in: it has marks that no secret of Entra has (its secrets are letters, digits and
    /// <c>. _ ~ -</c>), or is a few words without a digit.
    /// </summary>
    public static bool IsForSecret(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length > 0
            && (IsMarked(trimmed)
                || trimmed.All(c => c is '*' or 'x' or 'X' or '.')
                || (!trimmed.Any(char.IsAsciiDigit)
                    && trimmed.All(c => char.IsAsciiLetter(c) || c is ' ' or '_' or '-')
                    && Words.Any(w => trimmed.Contains(w, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Whether a text reads like one.</summary>
    public static bool IsLikely(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length < 6
            || (Guid.TryParse(trimmed, out var id) && id.ToByteArray().Distinct().Count() <= 2)
            || Words.Any(w => trimmed.Contains(w, StringComparison.OrdinalIgnoreCase));
    }
}
