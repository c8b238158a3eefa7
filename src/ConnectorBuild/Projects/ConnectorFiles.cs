using ConnectorBuild.Conversion;
using ConnectorBuild.CustomCode;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>The files of a connector as they were read.</summary>
internal sealed record ConnectorFiles
{
    public required ConnectorProject Project { get; init; }

    /// <summary>The definition with its patch applied; null if there is none.</summary>
    public SourceFile? Definition { get; init; }

    /// <summary>How the definition came out of an OpenAPI 3 document; null if it was Swagger 2.0.</summary>
    public ConversionResult? Conversion { get; init; }

    /// <summary><c>apiProperties.json</c> with its patch applied; null if there is none.</summary>
    public SourceFile? Properties { get; init; }

    /// <summary>The icon's path as diagnostics show it, and its bytes.</summary>
    public (string Path, ReadOnlyMemory<byte> Bytes)? Icon { get; init; }

    /// <summary>The script's path as diagnostics show it, and its text.</summary>
    public (string Path, string Text)? Script { get; init; }

    /// <summary>What the C# compiler says of the script; null if nobody asked it.</summary>
    public ScriptCompilation? Compilation { get; init; }

    /// <summary>What reading found, patches included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
