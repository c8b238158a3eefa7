using System.CommandLine;
using System.CommandLine.Parsing;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool;

/// <summary>The answer to a wrong command line: what was not understood, and what may have been meant.</summary>
internal static class UsageHelp
{
    /// <summary>The lines for a command line with errors.</summary>
    public static IEnumerable<string> Lines(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var misspelt = Words(parsed).Select(word => (Word: word, Nearest: Nearest(command, word))).FirstOrDefault(w => w.Nearest is not null);
        if (misspelt.Nearest is not null)
        {
            // The parser's other complaints follow from the misspelt word.
            yield return $"There is no {(misspelt.Word.StartsWith('-') ? "option" : "command")} '{SafeText.OneLine(misspelt.Word)}'. "
                + $"Did you mean '{misspelt.Nearest}'?";
        }
        else if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var unknown, ..] && !unknown.StartsWith('-'))
        {
            yield return $"There is no command '{SafeText.OneLine(unknown)}'.";
        }
        else if (command.Arguments.FirstOrDefault(a => (parsed.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues) is { } missing)
        {
            yield return $"The argument <{missing.Name}> is missing: {missing.Description}";
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                yield return error.Message;
            }
        }

        yield return $"Run 'dotnet connector{Path(command)} --help' for "
            + $"{(command.Subcommands.Count > 0 ? "the commands and their options" : "its options")}.";
    }

    // A misspelt option may have been taken for the command's argument.
    private static IEnumerable<string> Words(ParseResult parsed) =>
        parsed.Tokens.Where(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal)).Select(t => t.Value)
            .Concat(parsed.UnmatchedTokens);

    private static string? Nearest(Command command, string word) => word.StartsWith('-')
        ? NearestName.Find(word, Options(command).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith("--", StringComparison.Ordinal)))
        : NearestName.Find(word, command.Subcommands.SelectMany(c => c.Aliases.Prepend(c.Name)));

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(o => o.Recursive));

    private static string Path(Command command) =>
        command is RootCommand ? "" : string.Concat(command.Parents.OfType<Command>().Select(Path)) + " " + command.Name;
}
