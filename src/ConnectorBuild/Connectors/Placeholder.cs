namespace ConnectorBuild.Connectors;

/// <summary>Texts that wait for somebody to fill them in.</summary>
internal static class Placeholder
{
    private static readonly string[] Words =
    [
        "your", "dummy", "placeholder", "replace", "enter ", "insert", "todo", "changeme", "xxxx", "client_id", "clientid", "client id",
        "client_secret", "clientsecret", "client secret", "example", "sample", "[[", "{{", "<", "***",
    ];

    private static readonly string[] TemplateWords = ["your", "replace", "enter", "insert", "change", "dummy", "placeholder", "todo"];

    private static readonly string[] Marks = ["{{", "[[", "@@", "<"];

    /// <summary>Whether a text has the marks that templates put around what is to be filled in.</summary>
    public static bool IsMarked(string text) => Marks.Any(m => text.Contains(m, StringComparison.Ordinal));

    /// <summary>
    /// Whether a resource, address or scope waits to be filled in: it has marks around a word of its own, begins with a word that
    /// templates use, names a variable of a script, or is an id of one digit. Braces with a parameter of the connection in them are not
    /// such a mark.
    /// </summary>
    public static bool IsUnfilled(string text)
    {
        var name = text[(text.LastIndexOf("//", StringComparison.Ordinal) is var slashes and >= 0 ? slashes + 2 : 0)..];
        return (IsMarked(text) && !text.Contains("connectionParameters", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("@@", StringComparison.Ordinal))
            || TemplateWords.Any(word => IsTemplate(name, word))
            || (Guid.TryParse(name, out var id) && id.ToByteArray().Distinct().Count() == 1)
            || IsVariable(text)
            || (name.Length > 2 && name.All(c => c is 'x' or 'X' or '-'))
            || name.Contains("DUMMY", StringComparison.Ordinal);
    }

    // "YourApplicationIDURI", "your-api", "REPLACE_ME", but not "yourcause.com": what follows begins a new word.
    private static bool IsTemplate(string name, string word) =>
        name.Trim('[', ']', ' ') is var bare
        && bare.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (bare.Length == word.Length
            || bare[word.Length] is '-' or '_' or ' '
            || (char.IsAsciiLetterUpper(bare[word.Length]) && !bare.Contains('.', StringComparison.Ordinal)));

    // What a shell, a pipeline or MSBuild would have filled in: ${NAME}, $(Name), %NAME%.
    private static bool IsVariable(string text) =>
        text.Contains("${", StringComparison.Ordinal)
        || text.Contains("$(", StringComparison.Ordinal)
        || (text.Length > 2 && text[0] == '%' && text[^1] == '%');

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
