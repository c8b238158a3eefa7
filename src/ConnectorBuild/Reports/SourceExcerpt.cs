using System.Globalization;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Reports;

/// <summary>The line of a finding with the spot underlined, as plain text for a person.</summary>
/// <param name="project">The connector, whose folder the findings' paths are relative to.</param>
public sealed class SourceExcerpt(ConnectorProject project)
{
    private const int MaxWidth = 110;
    private const char LookAlike = '\u266F';
    private const int MaxFileBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <summary>Two lines: the source line behind its number, and the underlining; none if the file or the line cannot be shown.</summary>
    public IReadOnlyList<string> Of(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        if (diagnostic.Location is not { Line: > 0, Column: > 0 } location
            || Lines(location.File) is not { } lines
            || location.Line > lines.Length)
        {
            return [];
        }

        var line = lines[location.Line - 1];
        var start = Math.Min(location.Column - 1, line.Length);
        var end = location.EndLine == location.Line ? Math.Clamp(location.EndColumn - 1, start, line.Length) : line.Length;
        return Render(line, location.Line, start, Math.Max(end, start + 1));
    }

    private static List<string> Render(string line, int number, int start, int end)
    {
        // The window begins where the line does, or a little before the spot in a line that is too long.
        var from = end <= MaxWidth ? 0 : Math.Max(0, Math.Min(start - 20, line.Length - MaxWidth));
        var to = Math.Min(line.Length, from + MaxWidth);
        var gutter = number.ToString(CultureInfo.InvariantCulture).PadLeft(6);
        var shown = Visible(line[from..to]);
        var marks = new string(' ', Math.Max(0, start - from)) + new string('^', Math.Max(1, Math.Min(end, from + MaxWidth) - Math.Max(start, from)));
        return [$"{gutter} | {shown.TrimEnd()}", $"{new string(' ', gutter.Length)} | {marks}"];
    }

    // One character stays one character, so that the marks stand below the right ones. Of "##", with which a command to a CI system
    // begins, the second is shown as a look-alike: a terminal may well be a pipeline's.
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            visible.Append(c switch
            {
                '\t' => ' ',
                '#' when visible is [.., '#' or LookAlike] => LookAlike,
                _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\uFFFD',
                _ => c,
            });
        }

        return visible.ToString();
    }

    private string[]? Lines(string file)
    {
        if (_files.TryGetValue(file, out var known))
        {
            return known.Length == 0 ? null : known;
        }

        string[] lines = [];
        try
        {
            var path = Path.Combine(project.ProjectDirectory, file);
            if (new FileInfo(path) is { Exists: true, Length: <= MaxFileBytes })
            {
                lines = File.ReadAllText(path, Encoding.UTF8).Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The finding itself says so, if the file could not be read; an excerpt is only a convenience.
        }

        _files[file] = lines;
        return lines.Length == 0 ? null : lines;
    }
}
