using System.Text;

namespace ConnectorBuild.Diagnostics;

/// <summary>Text of unknown origin inside a message: one line, not endless, in quotes.</summary>
internal static class QuotedText
{
    private const int MaxLength = 120;

    public static string Quote(string? text)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in (text ?? "").Take(MaxLength))
        {
            quoted.Append(char.IsControl(character) ? '\uFFFD' : character);
        }

        return quoted.Append(text?.Length > MaxLength ? "…'" : "'").ToString();
    }
}
