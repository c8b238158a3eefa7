using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Reads environment variable definitions. A current value that an export put beside a definition stays in its file.</summary>
internal static class EnvironmentVariableReader
{
    /// <summary>The definitions, and their texts in further languages.</summary>
    /// <param name="files">The files of the package in the form of a zip.</param>
    /// <param name="solutionVersion">The solution's version; a definition that came with it does not say so.</param>
    public static (IReadOnlyList<EnvironmentVariable> Variables, IReadOnlyList<Translation> Translations) Read(
        IEnumerable<PackageFile> files, string solutionVersion)
    {
        var read = files
            .Where(f => PackagePath.TopFolder(f.Path).Equals(EnvironmentVariableXml.Folder, StringComparison.OrdinalIgnoreCase)
                && PackagePath.FileName(f.Path).Equals(EnvironmentVariableXml.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, Element: SafeXml.Load(f, "environmentvariabledefinition")))
            .Select(f => (f.Element, Variable: Read(f.Element, f.Path, solutionVersion)))
            .ToList();
        return (
            [.. read.Select(r => r.Variable)],
            [.. read.SelectMany(r => LocalizedTexts.Translations(r.Variable.SchemaName, Labels(r.Element, "displayname"), Labels(r.Element, "description")))]);
    }

    private static IEnumerable<XElement> Labels(XElement element, string name) => element.Elements(name).Elements("label");

    private static EnvironmentVariable Read(XElement element, string path, string solutionVersion)
    {
        var name = element.Attribute("schemaname")?.Value is { Length: > 0 } value
            ? value
            : throw SafeXml.Unexpected(path, "the definition has no schema name");
        var introduced = element.Element("introducedversion")?.Value;
        return new EnvironmentVariable(name, Label(element, "displayname") ?? name, Type(element, path))
        {
            Description = Label(element, "description"),
            DefaultValue = element.Element("defaultvalue")?.Value,
            IsRequired = element.Element("isrequired")?.Value == "1",
            IsCustomizable = element.Element("iscustomizable")?.Value != "0",
            IntroducedVersion = introduced == solutionVersion ? null : introduced,
            ApiId = element.Element("apiid")?.Value,
            ParameterKey = element.Element("parameterkey")?.Value,
        };
    }

    private static string? Label(XElement parent, string name) => parent.Element(name)?.Attribute("default")?.Value;

    private static EnvironmentVariableType Type(XElement element, string path) =>
        element.Element("type")?.Value is not { Length: > 0 } text
            ? EnvironmentVariableType.Text
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (EnvironmentVariableType)number
                : throw SafeXml.Unexpected(path, $"the type {QuotedText.Quote(text)} is not a number");
}
