using System.CommandLine;
using System.Globalization;
using System.Text;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>The commands with their arguments and options, from the command tree that the tool parses with.</summary>
internal static class CommandsPage
{
    private static readonly RootCommand Root = ConnectorTool.CreateCommands(
        new ToolContext(new ToolStreams(TextWriter.Null, TextWriter.Null, IsInteractive: false), TimeProvider.System));

    public static string Create()
    {
        var page = Markdown.Page("Commands", """
            `dotnet connector` is the package `ConnectorBuild.Tool`. In a clone, after a build, the same tool is
            `dotnet src/ConnectorBuild.Tool/bin/Debug/net10.0/dotnet-connector.dll`. `--help` after a command shows what this page says.

            `--json` prints a document with a `version` ([files](files.md#json-on-standard-output)); everything else then goes to standard error. What a
            command's exit code means: [exit codes](exit-codes.md).
            """);
        page.Append("| Command | Does |\n|---|---|\n");
        foreach (var (path, command) in Runnable(Root, ""))
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{path}`](#{path.Replace(' ', '-')}) | {Markdown.Text(command.Description)} |\n");
        }

        foreach (var (path, command) in Runnable(Root, ""))
        {
            Append(page, path, command);
        }

        return page.ToString();
    }

    /// <summary>The words behind <c>dotnet connector</c> of every command, groups of commands included.</summary>
    public static IEnumerable<string> Paths() => Runnable(Root, "").Select(c => c.Path).Concat(Root.Subcommands.Select(c => c.Name));

    private static IEnumerable<(string Path, Command Command)> Runnable(Command parent, string prefix) =>
        parent.Subcommands.SelectMany(c => c.Subcommands.Count > 0 ? Runnable(c, prefix + c.Name + " ") : [(prefix + c.Name, c)]);

    private static void Append(StringBuilder page, string path, Command command)
    {
        var arguments = command.Arguments.Where(a => !a.Hidden).ToList();
        var options = command.Options.Where(o => !o.Hidden).ToList();
        page.Append(CultureInfo.InvariantCulture, $"\n## {path}\n\n{Markdown.Text(command.Description)}\n\n```\ndotnet connector {path}");
        page.AppendJoin(
            "",
            arguments.Select(
                a => a.Arity.MinimumNumberOfValues > 0 && !a.HasDefaultValue ? $" <{a.Name}>{More(a)}" : $" [<{a.Name}>{More(a)}]"));
        page.Append(
            options.Count > 0
                ? " [options]\n```\n\n| | Default | Meaning |\n|---|---|---|\n"
                : "\n```\n\n| | Default | Meaning |\n|---|---|---|\n");
        foreach (var argument in arguments)
        {
            AppendRow(page, $"<{argument.Name}>", argument.HasDefaultValue ? argument.GetDefaultValue() : null, argument.Description);
        }

        foreach (var option in options)
        {
            var value = option.ValueType == typeof(bool) ? "" : " VALUE";
            var names = string.Join(", ", option.Aliases.OrderByDescending(a => a.Length).Prepend(option.Name));
            AppendRow(
                page, names + value, option.HasDefaultValue ? option.GetDefaultValue() : null,
                (option.Required ? "Required. " : "") + option.Description);
        }
    }

    private static void AppendRow(StringBuilder page, string name, object? value, string? meaning) =>
        page.Append(
            CultureInfo.InvariantCulture,
            $"| {Markdown.Code(name)} | {Markdown.Code(value is false ? "" : value?.ToString())} | {Markdown.Text(meaning)} |\n");

    private static string More(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? "..." : "";
}
