using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>environmentvariabledefinition.xml</c>.</summary>
internal static class EnvironmentVariableXml
{
    public const string Folder = "environmentvariabledefinitions";
    public const string FileName = "environmentvariabledefinition.xml";

    public static PackageFile File(EnvironmentVariable variable, string solutionVersion, IEnumerable<Translation> translations) =>
        new(
            $"{Folder}/{variable.SchemaName}/{FileName}",
            SolutionXml.ToServerForm(Create(variable, solutionVersion, [.. translations.Where(t => t.IsOf(variable.SchemaName))])));

    private static XElement Create(EnvironmentVariable variable, string solutionVersion, IReadOnlyList<Translation> translations) =>
        new(
            "environmentvariabledefinition",
            new XAttribute("schemaname", variable.SchemaName),
            Optional("apiid", variable.ApiId),
            Optional("defaultvalue", variable.DefaultValue),
            LocalizedTexts.Label("description", variable.Description, translations, t => t.Description),
            LocalizedTexts.Label("displayname", variable.DisplayName, translations, t => t.DisplayName),
            SolutionXml.Value("introducedversion", variable.IntroducedVersion ?? solutionVersion),
            SolutionXml.Value("iscustomizable", variable.IsCustomizable ? "1" : "0"),
            SolutionXml.Value("isrequired", variable.IsRequired ? "1" : "0"),
            Optional("parameterkey", variable.ParameterKey),
            SolutionXml.Value("secretstore", "0"),
            SolutionXml.Value("type", ((int)variable.Type).ToString(CultureInfo.InvariantCulture)));

    private static XElement? Optional(string name, string? text) => text is null ? null : SolutionXml.Value(name, text);
}
