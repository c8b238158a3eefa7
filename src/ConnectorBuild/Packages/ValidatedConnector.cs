using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>A connector that validation found free of errors, as packaging takes it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Reader">Its files, for the variants of environments.</param>
/// <param name="Files">Its files as they were read, without patches.</param>
/// <param name="Content">Their content.</param>
internal sealed record ValidatedConnector(ConnectorProject Project, ConnectorFilesReader Reader, ConnectorFiles Files, ConnectorContent Content)
{
    /// <summary>The files with an environment's patches applied.</summary>
    public ConnectorFiles Variant(string environment) => Reader.Read(environment);
}
