using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConnectorBuild.Connectors;

/// <summary>
/// The options of a column of kind <see cref="ColumnKind.Choices"/>: the author writes names in any letter case, the column holds
/// numbers.
/// </summary>
/// <param name="Names">Each option's name and number.</param>
/// <param name="WithoutOption">Names that authors use and the column has no option for; they are not sent.</param>
public sealed partial record ColumnOptions(ImmutableArray<(string Name, int Value)> Names, ImmutableArray<string> WithoutOption)
{
    /// <summary>No options.</summary>
    public static ColumnOptions None { get; } = new([], []);

    /// <summary>Whether the column has the option.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether the name is one of those that authors use although the column has no option for them.</summary>
    public bool IsKnownWithout(string name) => WithoutOption.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The column's text for a list of names; null for none.</summary>
    public string? ToColumn(JsonNode? list) => Text(Texts(list).Select(Find).OfType<int>());

    /// <summary>The list of names for a column's text. A number without a name stands for itself.</summary>
    public JsonArray ToMember(string? column) => ToMember(column, author: null);

    /// <summary>The list of what an environment has, with the author's names that no environment can have.</summary>
    public JsonArray ToMember(string? column, JsonNode? author) =>
        [.. Numbers(column).Select(NameOf).Concat(Texts(author).Where(t => !Has(t))).Select(t => (JsonNode)t)];

    /// <summary>The names of a column's text, with commas; empty for none.</summary>
    public string Show(string? column) => string.Join(", ", Numbers(column).Select(NameOf));

    /// <summary>A column's text with its numbers in order, each once; null for none.</summary>
    public static string? Normalize(string? column) => Text(Numbers(column));

    private static IEnumerable<string> Texts(JsonNode? list) =>
        (list as JsonArray ?? []).Select(RowJson.Text).OfType<string>();

    private int? Find(string name)
    {
        foreach (var option in Names)
        {
            if (option.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return option.Value;
            }
        }

        // As an environment with an option of its own was adopted.
        return Names.Length > 0 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private string NameOf(int number) =>
        Names.FirstOrDefault(o => o.Value == number).Name ?? number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(IEnumerable<int> numbers) =>
        string.Join(',', numbers.Distinct().Order().Select(n => n.ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } text ? text : null;

    // "118690003,118690005"; some tools write "[-1,118690003,118690005,-1]".
    private static IEnumerable<int> Numbers(string? column) =>
        Number().Matches(column ?? "").Select(
            m => int.TryParse(m.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                ? n
                : -1).Where(n => n >= 0);

    [GeneratedRegex("-?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
