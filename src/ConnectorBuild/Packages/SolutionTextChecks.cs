using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Checks of the texts of solution and publisher beside their names, and of their translations.</summary>
internal static class SolutionTextChecks
{
    private const int MaxName = 256;
    private const int MaxDescription = 2000;
    private const int MaxEmail = 100;
    private const int MaxUrl = 500;

    public static IEnumerable<Diagnostic> Check(SolutionManifest solution) =>
    [
        .. Text("The description of the solution", "ConnectorSolutionDescription", solution.Description, MaxDescription),
        .. Text("The description of the publisher", "ConnectorPublisherDescription", solution.PublisherDescription, MaxDescription),
        .. Text("The e-mail address of the publisher", "ConnectorPublisherEmail", solution.PublisherEmail, MaxEmail),
        .. Text("The web address of the publisher", "ConnectorPublisherUrl", solution.PublisherUrl, MaxUrl),
        .. solution.Translations.SelectMany(t => Translated(solution, t)),
    ];

    private static IEnumerable<Diagnostic> Text(string what, string setting, string? text, int maxLength) =>
    [
        .. text?.Length > maxLength
            ? [new Diagnostic(
                PackagingRules.LongSolutionText,
                $"{what} has {text.Length} characters and Dataverse takes {maxLength}, so the import would fail: set {setting} to a shorter one.")]
            : Enumerable.Empty<Diagnostic>(),
        .. XmlTextCheck.Check(what, text),
    ];

    private static IEnumerable<Diagnostic> Translated(SolutionManifest solution, Translation translation)
    {
        var what = $"of ConnectorTranslation {QuotedText.Quote(translation.Component)} in language {translation.Language}";
        if (Problem(solution, translation) is { } problem)
        {
            yield return new Diagnostic(PackagingRules.UnusedTranslation, problem);
        }

        var findings = Text($"The display name {what}", "DisplayName", translation.DisplayName, MaxName)
            .Concat(Text($"The description {what}", "Description", translation.Description, MaxDescription));
        foreach (var finding in findings)
        {
            yield return finding;
        }
    }

    private static string? Problem(SolutionManifest solution, Translation translation)
    {
        var item = $"ConnectorTranslation {QuotedText.Quote(translation.Component)}";
        if (translation.Language == Translation.BaseLanguage)
        {
            return $"{item} has Language {Translation.BaseLanguage} (English), in which the package has the project's own texts, so "
                + "the item is left out: "
                + "write the text into the property or the item that it belongs to.";
        }

        var isKnown = translation.IsOf(Translation.OfSolution)
            || translation.IsOf(Translation.OfPublisher)
            || solution.EnvironmentVariables.Any(v => translation.IsOf(v.SchemaName));
        return isKnown
            ? null
            : $"{item} names neither the solution, nor the publisher, nor an environment variable of the project, so the text is left out: use "
                + $"'{Translation.OfSolution}', '{Translation.OfPublisher}' or the name of a ConnectorEnvironmentVariable item.";
    }
}
