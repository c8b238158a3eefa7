using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Texts in several languages, and what a solution says of its publisher.</summary>
public sealed class SolutionTextsTests
{
    private static XElement Label(string? language, string? text) => new(
        "LocalizedName", language is null ? null : new XAttribute("languagecode", language), text is null ? null : new XAttribute("description", text));

    [Theory]
    [InlineData("1031:Deutsch|1033:English", "1031:Text|1033:Words", "English", "Words")]
    [InlineData("1031:Deutsch|1036:Français", "1033:Words|1031:Text", "Deutsch", "Text")]
    [InlineData("1031:Deutsch", "1033:Words", "Deutsch", null)]
    [InlineData("", "1033:Words", null, "Words")]
    [InlineData("1033:English", "1033:", "English", null)]
    [InlineData("x:Odd", "0:Zero", "Odd", "Zero")]
    public void Base_OfLabels_IsEnglishOrTheFirstWithItsOwnDescription(string names, string descriptions, string? name, string? description) =>
        Assert.Equal((name, description), LocalizedTexts.Base(Labels(names), Labels(descriptions)));

    [Fact]
    public void Translations_OfLabels_AreOneALanguageInOrderWithoutEnglish()
    {
        var translations = LocalizedTexts.Translations(
            "solution", Labels("1036:Nom|1033:Name|1031:Name (de)|1031:Zweiter|0:Zero|-5:Minus"), Labels("1034:Texto|1031:Text|1040:")).ToList();

        Assert.Equal(
            ["1031 Name (de) Text", "1034  Texto", "1036 Nom "], translations.Select(t => $"{t.Language} {t.DisplayName} {t.Description}"));
    }

    [Fact]
    public void Names_OfTranslations_AreEnglishFirstAndOneALanguage()
    {
        var names = LocalizedTexts.Names(
            "Name",
            [
                new Translation("solution", 1036) { DisplayName = "Nom" }, new Translation("solution", 1031) { DisplayName = "Name (de)" },
                new Translation("solution", 1031) { DisplayName = "Zweiter" }, new Translation("solution", Translation.BaseLanguage) { DisplayName = "Other" },
                new Translation("solution", 1034) { Description = "Only a text" },
            ]);

        Assert.Equal(["1033:Name", "1031:Name (de)", "1036:Nom"], names.Elements().Select(e => $"{e.Attribute("languagecode")!.Value}:{e.Attribute("description")!.Value}"));
        Assert.Empty(LocalizedTexts.Descriptions("", []).Elements());
        Assert.Empty(LocalizedTexts.Descriptions(null, []).Elements());
        Assert.Null(LocalizedTexts.Label("displayname", null, [], t => t.DisplayName));
        Assert.Equal("", LocalizedTexts.Label("displayname", "", [], t => t.DisplayName)!.Attribute("default")!.Value);
    }

    [Fact]
    public void Create_ProjectThatSaysLittle_FillsIn()
    {
        var manifest = SolutionManifest.Create(new ConnectorProject { ProjectName = "Orders", ProjectDirectory = "/", SolutionName = "Contoso", PublisherPrefix = "contoso" });

        Assert.Equal(("Contoso", "contoso", "contoso"), (manifest.DisplayName, manifest.PublisherName, manifest.PublisherDisplayName));
        Assert.Equal(SolutionManifest.DeriveOptionValuePrefix("contoso"), manifest.OptionValuePrefix);
        Assert.Equal(new PublisherDetails(), manifest.PublisherDetails);
    }

    [Fact]
    public void Create_ProjectThatSaysEverything_TakesIt()
    {
        var details = new PublisherDetails { DisplayName = "Contoso Ltd.", Description = "d", Email = "e", Url = "u", OptionValuePrefix = 12345 };
        var manifest = SolutionManifest.Create(new ConnectorProject
        {
            ProjectName = "Orders", ProjectDirectory = "/", SolutionName = "Contoso", SolutionDisplayName = "All", SolutionDescription = "text",
            PublisherPrefix = "contoso", PublisherName = "contosoltd", PublisherDetails = details,
        });

        Assert.Equal(("All", "text", "contosoltd", "Contoso Ltd.", 12345), (manifest.DisplayName, manifest.Description, manifest.PublisherName, manifest.PublisherDisplayName, manifest.OptionValuePrefix));
        Assert.Equal(details, manifest.PublisherDetails);
    }

    private static IEnumerable<XElement> Labels(string labels) =>
        labels.Length == 0 ? [] : labels.Split('|').Select(l => l.Split(':')).Select(l => Label(l[0], l[1]));
}
