using System.Text;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests;

/// <summary>A small connector in a folder of its own, in which there is nothing to find, to be changed by a test.</summary>
internal sealed class TestConnector : IDisposable
{
    public const string Definition = """
        {
          "swagger": "2.0",
          "info": { "title": "Fabrikam Items", "description": "Keeps the items of Fabrikam in one place.", "version": "1.0" },
          "host": "api.fabrikam.com",
          "schemes": ["https"],
          "paths": {
            "/items": {
              "get": { "operationId": "GetItems", "summary": "List items", "description": "Lists all items.", "responses": { "200": { "description": "OK", "schema": { "type": "string" } } } }
            }
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public TestConnector(string definition = Definition)
    {
        Project = new ConnectorProject
        {
            ProjectName = "items",
            ProjectDirectory = _folder.Path,
            DefinitionFile = _folder.Write("apiDefinition.swagger.json", definition),
        };
    }

    public ConnectorProject Project { get; set; }

    public string Folder => _folder.Path;

    public TestConnector WithProperties(string text)
    {
        Project = Project with { PropertiesFile = Write("apiProperties.json", text) };
        return this;
    }

    public TestConnector WithScript(string text)
    {
        Project = Project with { ScriptFile = Write("script.csx", text) };
        return this;
    }

    public TestConnector WithIcon(byte[] bytes)
    {
        Project = Project with { IconFile = _folder.Write("icon.png", bytes) };
        return this;
    }

    public TestConnector With(Func<ValidationSettings, ValidationSettings> change)
    {
        Project = Project with { Validation = change(Project.Validation) };
        return this;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public ValidationResult Validate(string? environmentName = null) => ConnectorValidator.Validate(Project, environmentName);

    public string DefinitionText(string? environmentName = null) => Encoding.UTF8.GetString(Validate(environmentName).Content!.Definition.Span);

    public void Dispose() => _folder.Dispose();
}
