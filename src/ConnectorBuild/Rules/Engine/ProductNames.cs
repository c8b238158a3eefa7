using System.Buffers;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Names of Power Platform products, which certification keeps out of texts.</summary>
internal static class ProductNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Power Automate", "Power Apps", "PowerApps", "Power Platform", "Power Virtual Agents", "Copilot Studio", "Logic Apps", "Microsoft Flow",
    ];

    private static readonly SearchValues<string> Quick = SearchValues.Create([.. All], StringComparison.OrdinalIgnoreCase);

    /// <summary>The first product that a text names; null if it names none.</summary>
    public static string? FindIn(string text) =>
        text.AsSpan().ContainsAny(Quick) ? All.FirstOrDefault(p => HasWord(text, p)) : null;

    /// <summary>Whether a text has a word (or words) of its own, without regard to case.</summary>
    public static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
