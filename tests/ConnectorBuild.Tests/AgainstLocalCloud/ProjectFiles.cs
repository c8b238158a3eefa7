using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector project on disk, for what reads files: packages and the patches of environments.</summary>
internal sealed class ProjectFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connector-").FullName;

    public ProjectFiles()
    {
        Write("apiDefinition.swagger.json", Contoso.Definition);
        Write("apiProperties.json", Contoso.Properties);
    }

    public string this[string file] => Path.Combine(_folder, file);

    public ConnectorProject Project(params IEnumerable<DeploymentEnvironment> environments) => Contoso.Project with
    {
        ProjectDirectory = _folder,
        DefinitionFile = this["apiDefinition.swagger.json"],
        PropertiesFile = this["apiProperties.json"],
        ScriptFile = File.Exists(this["script.csx"]) ? this["script.csx"] : null,
        Environments = [.. environments],
        DeploymentSettingsFile = File.Exists(this["settings.json"]) ? this["settings.json"] : null,
    };

    public void Write(string file, string text) => File.WriteAllText(this[file], text);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
