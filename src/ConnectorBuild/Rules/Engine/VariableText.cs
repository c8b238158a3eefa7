using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>References to environment variables of Dataverse, which the platform puts in when a connector is saved.</summary>
internal static class VariableText
{
    /// <summary>Whether a text is or holds <c>@environmentVariables("name")</c>.</summary>
    public static bool IsReference(SourceNode node) => node.IsString && IsReference(node.Text!);

    /// <inheritdoc cref="IsReference(SourceNode)"/>
    public static bool IsReference(string text) => text.Contains("@environmentVariables(", StringComparison.OrdinalIgnoreCase);
}
