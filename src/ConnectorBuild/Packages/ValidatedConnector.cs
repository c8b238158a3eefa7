using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>A connector that validation found free of errors, as packaging takes it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Files">Its files as they were read, without patches.</param>
/// <param name="Content">Their content.</param>
internal sealed record ValidatedConnector(ConnectorProject Project, ConnectorFiles Files, ConnectorContent Content)
{
    /// <summary>The files with an environment's patches applied.</summary>
    public ConnectorFiles Variant(string environment) => new ConnectorFilesReader(Project).Read(environment);
}
