using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Selection;

/// <summary>
/// Which operations to keep or to leave out. All that is given must match; several patterns in one text are separated by semicolons.
/// </summary>
/// <param name="Name">What a message calls it: the name of its item, or the option as written.</param>
/// <param name="IsKeep">Whether it keeps what it matches.</param>
internal sealed record OperationFilter(string Name, bool IsKeep)
{
    /// <summary>Patterns of the path as the document writes it; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Patterns of the method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Patterns of tags, of which one must match; null for any.</summary>
    public string? Tag { get; init; }

    /// <summary>Patterns of the operationId, be it one that was made; null for any.</summary>
    public string? OperationId { get; init; }

    /// <summary>Where the project says it; null if it is not known.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Whether it has no pattern at all.</summary>
    public bool IsEmpty => Path is null && Method is null && Tag is null && OperationId is null;
}
