namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>An error of the C# compiler.</summary>
/// <param name="Id">C#'s own id, for example <c>CS0103</c>.</param>
/// <param name="Message">The compiler's text, in English.</param>
/// <param name="Line">Counted from 1; 0 if the error has no place in the script.</param>
/// <param name="Column">Counted from 1, in UTF-16 units.</param>
/// <param name="EndLine">The line of the first character behind the span.</param>
/// <param name="EndColumn">The column of the first character behind the span.</param>
internal sealed record CSharpError(string Id, string Message, int Line, int Column, int EndLine, int EndColumn);
