using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A name is too long for its column.</summary>
internal sealed class NameLimits() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2605", "A name is too long for its column", DiagnosticSeverity.Warning);

    private const int DisplayNameLimit = 200;
    private const int DescriptionLimit = 1_000;
    private const int RowNameLimit = 500;

    public void Check(RuleContext context)
    {
        var info = context.Definition[Keyword.Info];
        var project = context.Connector.Project;
        if (project.DisplayName is null && info[Keyword.Title] is { IsString: true } title && title.Text!.Length > DisplayNameLimit)
        {
            context.Report(
                this, title,
                $"The title has {title.Text!.Length} characters, and the column \"displayname\" takes {DisplayNameLimit}: make it "
                    + "shorter, or set the property ConnectorDisplayName");
        }
        else if (project.DisplayName is { Length: > DisplayNameLimit } name)
        {
            context.Report(
                this, ProjectLocation.Of(project),
                $"ConnectorDisplayName has {name.Length} characters, and the column \"displayname\" takes {DisplayNameLimit}: make it "
                    + "shorter");
        }

        if (info[Keyword.Description] is { IsString: true } description && description.Text!.Length > DescriptionLimit)
        {
            context.Report(
                this, description,
                $"The description has {Sizes.Number(description.Text!.Length)} characters, and the column \"description\" takes "
                    + $"{Sizes.Number(DescriptionLimit)}: make it shorter");
        }

        var rowName = ConnectorIdentity.RowName(project.PublisherPrefix ?? "", project.ConnectorName ?? project.ProjectName);
        if (rowName.Length > RowNameLimit)
        {
            context.Report(
                this, ProjectLocation.Of(project),
                $"The connector's name has {rowName.Length} characters once it is encoded, and the column \"name\" takes "
                    + $"{RowNameLimit} (every character outside of a-z and 0-9 counts three or more): set a shorter ConnectorName");
        }
    }
}
