namespace ConnectorBuild.Diagnostics;

/// <summary>A span in a file, as editors count it.</summary>
/// <param name="File">The path as the user would write it: relative to the project's folder where it is below it, else absolute.</param>
/// <param name="Line">First line, from 1; 0 where only the file is known.</param>
/// <param name="Column">First column, from 1, in UTF-16 code units as MSBuild, SARIF and editors count; 0 where only the file is known.</param>
/// <param name="EndLine">Last line, from 1, or 0.</param>
/// <param name="EndColumn">The column after the last character, from 1, or 0.</param>
public readonly record struct SourceLocation(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>A whole file.</summary>
    public SourceLocation(string file)
        : this(file, 0, 0, 0, 0)
    {
    }
}
