using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Tests.Validation;
using ConnectorBuild.Testing;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Pages;

/// <summary>
/// The connector of an example. A definition without "swagger" is a part: it is laid as a patch over a connector in which there is nothing to find.
/// </summary>
internal static class ExampleConnector
{
    private const string Definition = "apiDefinition.swagger.json";
    private const string Patch = "apiDefinition.example.json";

    private const string Base = """
        {
          "swagger": "2.0",
          "info": {
            "title": "Fabrikam Items",
            "description": "Keeps the items of Fabrikam in one place, and tells when one changes.",
            "version": "1.0",
            "contact": { "name": "Fabrikam", "url": "https://fabrikam.com", "email": "items@fabrikam.com" }
          },
          "host": "api.fabrikam.com",
          "schemes": ["https"],
          "consumes": ["application/json"],
          "produces": ["application/json"],
          "paths": {},
          "x-ms-connector-metadata": [
            { "propertyName": "Website", "propertyValue": "https://fabrikam.com" },
            { "propertyName": "Privacy policy", "propertyValue": "https://fabrikam.com/privacy" },
            { "propertyName": "Categories", "propertyValue": "Productivity" }
          ]
        }
        """;

    /// <summary>Validates an example.</summary>
    public static IReadOnlyList<Diagnostic> Validate(IEnumerable<ExampleFile> files)
    {
        using var folder = new TemporaryFolder();
        var project = new ConnectorProject { ProjectName = "example", ProjectDirectory = folder.Path, DefinitionFile = folder.Write(Definition, Base) };
        foreach (var file in files)
        {
            project = file.Name switch
            {
                Definition when IsPart(file) => project,
                _ when file.Name.EndsWith(".overlay.yaml", StringComparison.Ordinal) =>
                    project with { Overlays = [.. project.Overlays, folder.Write(file.Name, file.Text)] },
                Definition or "apiDefinition.swagger.yaml" or "openapi.yaml" => project with { DefinitionFile = folder.Write(file.Name, file.Text) },
                "apiProperties.json" => project with { PropertiesFile = folder.Write(file.Name, file.Text) },
                "script.csx" => project with { ScriptFile = folder.Write(file.Name, file.Text) },
                _ => throw new InvalidOperationException($"The example has a file '{file.Name}'."),
            };
            if (file.Name == Definition && IsPart(file))
            {
                folder.Write(Patch, file.Text);
            }
        }

        return project.ScriptFile is null
            ? ConnectorValidator.Validate(project, "example").Diagnostics
            : ProjectValidation.Validate(project, "example", CompiledScript.Compiler, TestContext.Current.CancellationToken).Diagnostics;
    }

    /// <summary>The path that findings in an example's file show.</summary>
    public static string PathOf(ExampleFile file) => file.Name == Definition && IsPart(file) ? Patch : file.Name;

    private static bool IsPart(ExampleFile file) =>
        !file.Text.Contains("\"swagger\"", StringComparison.Ordinal) && !file.Text.Contains("\"openapi\"", StringComparison.Ordinal);
}
