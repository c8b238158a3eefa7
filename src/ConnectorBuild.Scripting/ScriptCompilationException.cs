using ConnectorBuild.CustomCode.Compiler;

namespace ConnectorBuild.Scripting;

/// <summary>A script cannot be compiled, or not be run as a script. The message has every error at its line and column.</summary>
public sealed class ScriptCompilationException : Exception
{
    internal ScriptCompilationException(string message, IReadOnlyList<ScriptError> errors, Exception? inner = null)
        : base(message, inner) => Errors = errors;

    /// <summary>The compiler's errors; none if it was not the compiler that refused the script.</summary>
    public IReadOnlyList<ScriptError> Errors { get; }

    internal static ScriptCompilationException Of(string path, IReadOnlyList<CSharpError> errors) => new(
        string.Join(Environment.NewLine, errors.Select(e => $"{path}({e.Line},{e.Column}): error {e.Id}: {e.Message}")),
        [.. errors.Select(e => new ScriptError(e.Id, e.Message, e.Line, e.Column))]);
}

/// <summary>An error of the C# compiler.</summary>
/// <param name="Id">C#'s own id, for example <c>CS0103</c>.</param>
/// <param name="Message">The compiler's text.</param>
/// <param name="Line">The line in the script, counted from 1.</param>
/// <param name="Column">The column in the script, counted from 1.</param>
public sealed record ScriptError(string Id, string Message, int Line, int Column);
