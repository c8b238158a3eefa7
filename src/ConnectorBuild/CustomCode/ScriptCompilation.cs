namespace ConnectorBuild.CustomCode;

/// <summary>What the C# compiler says of a script, and what is in the assembly that it makes.</summary>
public sealed record ScriptCompilation
{
    /// <summary>Why the script was not compiled, a sentence's tail; null if it was.</summary>
    public string? NotCompiled { get; init; }

    /// <summary>Errors that remain with newer references and a newer C#.</summary>
    public IReadOnlyList<ScriptError> Errors { get; init; } = [];

    /// <summary>What no accepted script proves: it needs newer references or a newer C# than all of them.</summary>
    public IReadOnlyList<UnprovedUse> Unproved { get; init; } = [];

    /// <summary>What is in the assembly; null without one.</summary>
    public ScriptContent? Content { get; init; }
}

/// <summary>An error of the C# compiler.</summary>
/// <param name="Id">C#'s own id, for example <c>CS0103</c>.</param>
/// <param name="Message">The compiler's text.</param>
/// <param name="Line">The line in the script, counted from 1; 0 if the error has no place in it.</param>
/// <param name="Column">The column, counted from 1, in UTF-16 units.</param>
/// <param name="EndLine">The line of the first character behind the span.</param>
/// <param name="EndColumn">The column of the first character behind the span.</param>
public sealed record ScriptError(string Id, string Message, int Line, int Column, int EndLine, int EndColumn);

/// <summary>A use of something that no accepted script proves to be on the host.</summary>
/// <param name="Kind">What it needs.</param>
/// <param name="Error">What the compiler says of it, against what is proved.</param>
public sealed record UnprovedUse(UnprovedKind Kind, ScriptError Error);

/// <summary>What a script needs that is not proved.</summary>
public enum UnprovedKind
{
    /// <summary>A C# newer than 9.</summary>
    Language,

    /// <summary>A type or member that .NET Standard 2.0 does not have, and newer versions of .NET have.</summary>
    Member,

    /// <summary>A namespace of an assembly that is not known to be on the host.</summary>
    Namespace,
}
