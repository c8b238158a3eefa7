using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Packaging;

/// <summary>A file's name is not what other tools expect.</summary>
internal sealed class FileNames() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB6001", "A file's name is not what other tools expect", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var project = context.Connector.Project;
        CheckName(
            context, project.DefinitionFile, "apiDefinition.swagger.json", "apiDefinition.swagger.yaml", "apiDefinition.swagger.yml",
            "openapi.json", "openapi.yaml", "openapi.yml");
        CheckName(context, project.PropertiesFile, "apiProperties.json");
        CheckName(context, project.ScriptFile, "script.csx");
        CheckName(context, project.IconFile, "icon.png");
    }

    private void CheckName(RuleContext context, string? path, params string[] expected)
    {
        if (path is null || expected.Contains(Path.GetFileName(path)))
        {
            return;
        }

        var name = Path.GetFileName(path);
        var location = new SourceLocation(DisplayPath.Of(context.Connector.Project, path));
        if (expected.FirstOrDefault(e => string.Equals(e, name, StringComparison.OrdinalIgnoreCase)) is { } sameButForCase)
        {
            context.Report(
                this, location,
                $"The file is called '{ValueText.Shorten(name)}', and where case counts (Linux, CI) other tools look for "
                    + $"'{sameButForCase}': rename it");
        }
        else if (NearestName.Find(name, expected) is { } near)
        {
            context.Report(
                this, location,
                $"The file is called '{ValueText.Shorten(name)}'; did you mean '{near}'? pac and paconn look for that name: rename it");
        }
    }
}
