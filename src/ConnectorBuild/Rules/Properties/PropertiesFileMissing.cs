using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>
/// There is no apiProperties.json. A definition by itself, outside of a project, may be meant as just that, unless it says that callers
/// sign in. In a project, which is to be published, that is an error: publishing would make a connector that signs nobody in.
/// </summary>
internal sealed class PropertiesFileMissing() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2508", "There is no apiProperties.json", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var project = context.Connector.Project;
        if (project.PropertiesFile is not null || context.Properties.Exists || !context.Definition.Exists)
        {
            return;
        }

        const string Advice = "put it beside the definition (check how its name is spelled, case included), or name it with the "
            + "property ConnectorPropertiesFile; where nobody signs in, { \"properties\": {} } is enough";
        if (context.Definition[Keyword.SecurityDefinitions] is { IsObject: true, Count: > 0 } security)
        {
            context.ReportName(
                this, security,
                "The definition says that callers sign in, but there is no apiProperties.json with a connection parameter for it, so "
                    + $"the connector signs nobody in: {Advice}",
                severity: project.ProjectFile is null ? null : DiagnosticSeverity.Error);
        }
        else if (project.ProjectFile is { } file)
        {
            context.Report(
                this, new SourceLocation(DisplayPath.Of(project, file)),
                "The project has no apiProperties.json, so the connector has no sign-in, no policies and no color, and pac and paconn "
                    + $"do not take it: {Advice}");
        }
    }
}
