using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>A connector that validation found free of errors.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Content">Its content, with the patches of the environment that was asked for.</param>
public sealed record ValidatedContent(ConnectorProject Project, ConnectorContent Content)
{
    /// <summary><c>apiProperties.json</c> as it was read, without patches; null where there is none.</summary>
    internal SourceDocument? BaseProperties { get; init; }
}
