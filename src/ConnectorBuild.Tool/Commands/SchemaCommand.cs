using System.CommandLine;
using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Templates;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector schema</c>: the JSON schemas of files that people write and of what commands print.</summary>
internal sealed class SchemaCommand : Command
{
    private const string Folder = "schemas/";

    public SchemaCommand(ToolContext context)
        : base("schema", "Lists the JSON schemas of files and of JSON outputs, or prints one.")
    {
        var name = new Argument<string?>("name") { Description = "A name of the list, such as apiProperties.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => Names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        Add(name);
        SetAction(parsed => Run(context.Streams, parsed.GetValue(name)));
    }

    /// <summary>The names of all schemas, in order.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. EmbeddedFiles.Names(Folder).Select(n => n[Folder.Length..])];

    private static int Run(ToolStreams streams, string? name)
    {
        if (name is null)
        {
            foreach (var known in Names)
            {
                streams.Out.WriteLine(known);
            }

            return ExitCode.Done;
        }

        if (Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            streams.Error.WriteLine(
                $"There is no schema '{SafeText.OneLine(name)}'.{(NearestName.Find(name, Names) is { } nearest ? $" Did you mean '{nearest}'?" : "")} "
                    + "'dotnet connector schema' lists them all.");
            return ExitCode.Usage;
        }

        streams.RawOut.WriteLine(Encoding.UTF8.GetString(EmbeddedFiles.Read(Folder + found)).TrimEnd());
        return ExitCode.Done;
    }
}
