using System.Text.RegularExpressions;

namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>One attempt to compile a script with given references and language version.</summary>
internal static partial class ScriptAttempt
{
    /// <summary>
    /// Compiles a script with the host's using directives. A name that several of them bring is not the author's mistake: the script is
    /// compiled again with the name taken from one namespace.
    /// </summary>
    /// <exception cref="CompilerFailedException">The compiler cannot be run.</exception>
    public static CSharpCompilation Compile(
        CSharpCompiler compiler, string text, string path, IReadOnlyList<string> references, string languageVersion,
        CancellationToken cancellationToken)
    {
        var aliases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var compilation = compiler.Compile(ScriptSource.Compose(text, path, aliases), "Script", references, languageVersion, cancellationToken);
            var known = aliases.Count;
            foreach (var error in compilation.Errors)
            {
                AddAlias(error, aliases);
            }

            if (aliases.Count == known)
            {
                return compilation;
            }
        }
    }

    private static void AddAlias(CSharpError error, SortedDictionary<string, string> aliases)
    {
        if (error.Id == "CS0104" && Ambiguity().Match(error.Message) is { Success: true } match)
        {
            var (first, second) = (match.Groups["first"].Value, match.Groups["second"].Value);
            if (HostNamespaces.All.Contains(first) && HostNamespaces.All.Contains(second))
            {
                aliases.TryAdd(match.Groups["name"].Value, HostNamespaces.Preferred(first, second));
            }
        }
    }

    // 'Formatting' is an ambiguous reference between 'Newtonsoft.Json.Formatting' and 'System.Xml.Formatting'
    [GeneratedRegex(@"^'(?<name>\w+)' is an ambiguous reference between '(?<first>[\w.]+)\.\k<name>' and '(?<second>[\w.]+)\.\k<name>'", RegexOptions.CultureInvariant)]
    private static partial Regex Ambiguity();
}
