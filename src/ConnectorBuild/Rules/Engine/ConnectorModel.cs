using ConnectorBuild.Definition;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Engine;

/// <summary>A connector as the rules see it: its documents with the environment's patches applied, its icon and its script.</summary>
internal sealed class ConnectorModel
{
    public ConnectorModel(ConnectorFiles files)
    {
        Files = files;
        Definition = files.Definition?.Document?.Root ?? default;
        PropertiesRoot = files.Properties?.Document?.Root ?? default;
        Properties = PropertiesRoot[Keyword.Properties];
        Index = new DefinitionIndex(Definition);
        DefinitionSize = DefinitionSize.Measure(files);
        Script = files.Script is { } script ? ScriptLexer.Read(script.Path, script.Text) : null;
    }

    public ConnectorFiles Files { get; }

    public ConnectorProject Project => Files.Project;

    /// <summary>The definition's root; missing if there is no readable definition.</summary>
    public SourceNode Definition { get; }

    /// <summary>Whether the definition is Swagger 2.0 as far as one can tell, so that its rules make sense.</summary>
    public bool IsSwagger => Definition.Exists && !Definition[Keyword.Openapi].Exists && !Definition["swaggerVersion"].Exists;

    /// <summary>The root of <c>apiProperties.json</c>; missing if there is none.</summary>
    public SourceNode PropertiesRoot { get; }

    /// <summary>Its object <c>properties</c>.</summary>
    public SourceNode Properties { get; }

    public DefinitionIndex Index { get; }

    /// <summary>The definition's size; null for one that is far from every limit, or cannot be read.</summary>
    public DefinitionSize? DefinitionSize { get; }

    /// <summary>The script's tokens; null if there is no script.</summary>
    public ScriptText? Script { get; }
}
