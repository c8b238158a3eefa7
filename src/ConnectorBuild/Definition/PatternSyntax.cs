using System.Text.RegularExpressions;

namespace ConnectorBuild.Definition;

/// <summary>Regular expressions in documents.</summary>
internal sealed class PatternSyntax
{
    // Building the expression takes time in proportion to its text; nothing is ever matched with it.
    private const int LongestChecked = 10_000;

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool IsValid(SourceNode pattern)
    {
        if (pattern.Text is not { } text)
        {
            return false;
        }

        if (!_known.TryGetValue(text, out var isValid))
        {
            isValid = text.Length > LongestChecked || IsValid(text);
            _known[text] = isValid;
        }

        return isValid;
    }

    private static bool IsValid(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return IsValidForDotNet(text);
        }
    }

    // The ECMAScript mode refuses look-behind and Unicode classes that newer JavaScript, and the platform's .NET, know.
    private static bool IsValidForDotNet(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.None);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
