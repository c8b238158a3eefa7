using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>The generated pages of docs/reference, by file name.</summary>
internal static class ReferencePages
{
    public const string Update = "CONNECTORBUILD_UPDATE_DOCS=1 dotnet test --project tests/ConnectorBuild.Tool.Tests -- --filter-class "
        + "\"*ReferencePageTests\"";

    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["items.md"] = SettingsPages.Items,
        ["properties.md"] = SettingsPages.Properties,
        ["targets.md"] = SettingsPages.Targets,
        ["commands.md"] = CommandsPage.Create,
        ["exit-codes.md"] = ExitCodesPage.Create,
        ["files.md"] = FilesPage.Create,
    };

    public static string PathOf(string page) => RepositoryRoot.PathOf("docs/reference/" + page);
}
