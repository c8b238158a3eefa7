using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Texts in several languages, as <c>solution.xml</c> and the definitions of environment variables hold them.</summary>
internal static class LocalizedTexts
{
    /// <summary>The element <c>LocalizedNames</c>.</summary>
    public static XElement Names(string name, IEnumerable<Translation> translations) =>
        new("LocalizedNames", Labels("LocalizedName", name, translations, t => t.DisplayName));

    /// <summary>The element <c>Descriptions</c>; empty where there is none.</summary>
    public static XElement Descriptions(string? description, IEnumerable<Translation> translations) =>
        new("Descriptions", Labels("Description", description, translations, t => t.Description));

    /// <summary>A text with its default and a label for each language; null where there is no text.</summary>
    public static XElement? Label(string element, string? text, IEnumerable<Translation> translations, Func<Translation, string?> translated) =>
        text is null ? null : new(element, new XAttribute("default", text), Labels("label", text, translations, translated));

    /// <summary>The base texts: in English, else in the first language that has a name, which is the base language then.</summary>
    /// <param name="names">The labels of the name: elements with the attributes <c>description</c> and <c>languagecode</c>.</param>
    /// <param name="descriptions">The labels of the description.</param>
    public static (string? Name, string? Description) Base(IEnumerable<XElement> names, IEnumerable<XElement> descriptions)
    {
        var all = names.ToList();
        var name = all.Find(l => LanguageOf(l) == Translation.BaseLanguage) ?? all.FirstOrDefault();
        var language = name is null ? Translation.BaseLanguage : LanguageOf(name);
        var description = descriptions.FirstOrDefault(l => LanguageOf(l) == language)?.Attribute("description")?.Value;
        return (name?.Attribute("description")?.Value, string.IsNullOrEmpty(description) ? null : description);
    }

    /// <summary>The texts in other languages than English, by language.</summary>
    /// <param name="component">What the texts are of.</param>
    /// <param name="names">The labels of the name.</param>
    /// <param name="descriptions">The labels of the description.</param>
    public static IEnumerable<Translation> Translations(string component, IEnumerable<XElement> names, IEnumerable<XElement> descriptions)
    {
        var (byName, byDescription) = (ByLanguage(names), ByLanguage(descriptions));
        return byName.Keys.Union(byDescription.Keys).Order().Select(language => new Translation(component, language)
        {
            DisplayName = byName.GetValueOrDefault(language),
            Description = byDescription.GetValueOrDefault(language),
        });
    }

    private static IEnumerable<XElement> Labels(
        string element, string? text, IEnumerable<Translation> translations, Func<Translation, string?> translated) =>
    [
        .. string.IsNullOrEmpty(text) && element != "label"
            ? Enumerable.Empty<XElement>()
            : [OneLabel(element, text ?? "", Translation.BaseLanguage)],
        .. translations
            .Where(t => t.Language != Translation.BaseLanguage && !string.IsNullOrEmpty(translated(t)))
            .DistinctBy(t => t.Language)
            .OrderBy(t => t.Language)
            .Select(t => OneLabel(element, translated(t)!, t.Language)),
    ];

    private static XElement OneLabel(string element, string text, int language) =>
        new(element, new XAttribute("description", text), new XAttribute("languagecode", language.ToString(CultureInfo.InvariantCulture)));

    private static Dictionary<int, string> ByLanguage(IEnumerable<XElement> labels) => labels
        .Select(l => (Language: LanguageOf(l), Text: l.Attribute("description")?.Value))
        .Where(l => l is { Language: > 0 and not Translation.BaseLanguage, Text.Length: > 0 })
        .DistinctBy(l => l.Language)
        .ToDictionary(l => l.Language, l => l.Text!);

    private static int LanguageOf(XElement label) =>
        int.TryParse(label.Attribute("languagecode")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var language) ? language : 0;
}
