using ConnectorBuild.CustomCode.Compiler;

namespace ConnectorBuild.CustomCode;

/// <summary>Tells what certainly fails on the platform from what is only not proved to work there.</summary>
internal static class ScriptVerdict
{
    /// <param name="text">The script.</param>
    /// <param name="proved">.NET Standard 2.0, C# 9.</param>
    /// <param name="modern">.NET Standard 2.0, the newest C#.</param>
    /// <param name="newest">The newest .NET, the newest C#.</param>
    public static ScriptCompilation Of(string text, CSharpCompilation proved, CSharpCompilation modern, CSharpCompilation newest)
    {
        var lines = text.Split('\n');

        // The platform has assemblies that nobody listed: published scripts that it accepts use namespaces of the .NET Framework.
        var unknown = newest.Errors.Where(error => IsUnknownNamespace(error, lines)).ToList();
        var maybe = unknown.Count > 0 ? [.. unknown, .. newest.Errors.Where(error => error.Id == "CS0246" && !unknown.Contains(error))] : unknown;
        return new ScriptCompilation
        {
            Errors = [.. newest.Errors.Except(maybe).Select(Error)],
            Unproved =
            [
                .. Vanished(proved, modern).Select(error => new UnprovedUse(UnprovedKind.Language, Error(error))),
                .. Vanished(modern, newest).Select(error => new UnprovedUse(UnprovedKind.Member, Error(error))),
                .. maybe.Select(error => new UnprovedUse(UnprovedKind.Namespace, Error(error))),
            ],
        };
    }

    private static IEnumerable<CSharpError> Vanished(CSharpCompilation before, CSharpCompilation after)
    {
        var left = after.Errors.Select(Place).ToHashSet();
        return before.Errors.Where(error => !left.Contains(Place(error))).DistinctBy(Place);
    }

    // Not the text: with other references the compiler may describe the same mistake in other words.
    private static (string, int, int) Place(CSharpError error) => (error.Id, error.Line, error.Column);

    private static bool IsUnknownNamespace(CSharpError error, string[] lines)
    {
        if (error.Id is not ("CS0234" or "CS0246") || error.Line < 1 || error.Line > lines.Length)
        {
            return false;
        }

        var line = lines[error.Line - 1].TrimStart();
        return line.StartsWith("using System.", StringComparison.Ordinal) || line.StartsWith("using Microsoft.", StringComparison.Ordinal);
    }

    private static ScriptError Error(CSharpError error) => new(error.Id, error.Message, error.Line, error.Column, error.EndLine, error.EndColumn);
}
