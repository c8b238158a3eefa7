using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>References to environment variables of Dataverse in a source file.</summary>
internal static class VariableText
{
    /// <summary>Whether a text is or holds <c>@environmentVariables("name")</c>.</summary>
    public static bool IsReference(SourceNode node) => node.IsString && IsReference(node.Text!);

    /// <inheritdoc cref="IsReference(SourceNode)"/>
    public static bool IsReference(string text) => VariableReference.IsBegunIn(text);
}
