using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectorBuild.Rules.Tests.Pages;

/// <summary>A file of an example.</summary>
/// <param name="Name">The file's name, from its first line, or from the fence where the text must be taken as it stands.</param>
/// <param name="Text">Its text, comments included, so that lines and columns are those of the page.</param>
/// <param name="Mark">The place that the example underlines; null if it underlines none.</param>
internal sealed partial record ExampleFile(string Name, string Text, (int Line, int Column, int EndColumn)? Mark)
{
    public static ExampleFile Parse(string body, string literalName)
    {
        var lines = body.Split('\n');
        (int, int, int)? mark = null;
        for (var line = 1; line < lines.Length; line++)
        {
            if (Underline().Match(lines[line]) is { Success: true } underline)
            {
                var marks = underline.Groups["marks"];
                mark = (line, marks.Index + 1, marks.Index + marks.Length + 1);
            }
            else if (Told().Match(lines[line]) is { Success: true } told)
            {
                var column = int.Parse(told.Groups["column"].Value, CultureInfo.InvariantCulture);
                mark = (line, column, column + int.Parse(told.Groups["width"].Value, CultureInfo.InvariantCulture));
            }
        }

        return new ExampleFile(literalName.Length > 0 ? literalName : lines[0].TrimStart('/', '#', ' '), body, mark);
    }

    /// <summary>The file as its author has it: the page's own notes are no part of it.</summary>
    public ExampleFile WithoutNotes() => Name.EndsWith(".json", StringComparison.Ordinal)
        ? this with { Text = string.Join('\n', Text.Split('\n').Select(line => line.StartsWith("//", StringComparison.Ordinal) ? "" : line)) }
        : this;

    [GeneratedRegex(@"^(//|#) *(?<marks>\^+)$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"^(//|#) \(column (?<column>\d+), (?<width>\d+) wide\)$")]
    private static partial Regex Told();
}
