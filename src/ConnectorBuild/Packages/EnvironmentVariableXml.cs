using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>environmentvariabledefinition.xml</c>.</summary>
internal static class EnvironmentVariableXml
{
    public const string Folder = "environmentvariabledefinitions";
    public const string FileName = "environmentvariabledefinition.xml";

    public static PackageFile File(EnvironmentVariable variable, string solutionVersion) =>
        new($"{Folder}/{variable.SchemaName}/{FileName}", SolutionXml.ToServerForm(Create(variable, solutionVersion)));

    private static XElement Create(EnvironmentVariable variable, string solutionVersion) =>
        new(
            "environmentvariabledefinition",
            new XAttribute("schemaname", variable.SchemaName),
            Optional("apiid", variable.ApiId),
            Optional("defaultvalue", variable.DefaultValue),
            variable.Description is { } description ? Label("description", description) : null,
            Label("displayname", variable.DisplayName),
            SolutionXml.Value("introducedversion", variable.IntroducedVersion ?? solutionVersion),
            SolutionXml.Value("iscustomizable", variable.IsCustomizable ? "1" : "0"),
            SolutionXml.Value("isrequired", variable.IsRequired ? "1" : "0"),
            Optional("parameterkey", variable.ParameterKey),
            SolutionXml.Value("secretstore", "0"),
            SolutionXml.Value("type", ((int)variable.Type).ToString(CultureInfo.InvariantCulture)));

    private static XElement? Optional(string name, string? text) => text is null ? null : SolutionXml.Value(name, text);

    private static XElement Label(string name, string text) =>
        new(name, new XAttribute("default", text), new XElement("label", new XAttribute("description", text), new XAttribute("languagecode", "1033")));
}
