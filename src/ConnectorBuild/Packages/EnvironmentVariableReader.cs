using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Reads environment variable definitions. A current value that an export put beside a definition stays in its file.</summary>
internal static class EnvironmentVariableReader
{
    public static IReadOnlyList<EnvironmentVariable> Read(IEnumerable<PackageFile> files, string solutionVersion) =>
    [
        .. files
            .Where(f => PackagePath.TopFolder(f.Path).Equals(EnvironmentVariableXml.Folder, StringComparison.OrdinalIgnoreCase)
                && PackagePath.FileName(f.Path).Equals(EnvironmentVariableXml.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => Read(f, solutionVersion)),
    ];

    private static EnvironmentVariable Read(PackageFile file, string solutionVersion)
    {
        var element = SafeXml.Load(file, "environmentvariabledefinition");
        var name = element.Attribute("schemaname")?.Value is { Length: > 0 } value ? value : throw SafeXml.Unexpected(file.Path, "the definition has no schema name");
        var introduced = element.Element("introducedversion")?.Value;
        return new EnvironmentVariable(name, Label(element, "displayname") ?? name, Type(element, file.Path))
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
