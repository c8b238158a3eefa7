using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Validation;
using Spectre.Console;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector rules</c>: every code, or one.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand(ToolContext context)
        : base("rules", "Lists every code that ConnectorBuild can report, or explains one.")
    {
        var id = new Argument<string?>("id") { Description = "A code such as CB3203.", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        Add(id);
        Add(json);
        SetAction(parsed => Run(context.Streams, parsed.GetValue(id), parsed.GetValue(json)));
    }

    private static int Run(ToolStreams streams, string? id, bool json)
    {
        List<DiagnosticDescriptor> codes =
        [
            .. AllCodes.List.Where(c => id is null || string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase)),
        ];
        if (codes.Count == 0)
        {
            streams.Error.WriteLine($"There is no code '{SafeText.OneLine(id!)}'. 'dotnet connector rules' lists them all.");
            return ExitCode.Usage;
        }

        if (json)
        {
            streams.RawOut.WriteLine(LogSafeJson.Text(new JsonObject
            {
                ["kind"] = "rules",
                ["version"] = 1,
                ["rules"] = new JsonArray([.. codes.Select(c => (JsonNode)Describe(c, withPage: id is not null))]),
            }));
        }
        else if (streams.IsInteractive && id is null)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("Code", "Severity", "Title");
            foreach (var code in codes)
            {
                table.AddRow(code.Id, Word(code), Markup.Escape(code.Title));
            }

            streams.Ansi().Write(table);
        }
        else
        {
            foreach (var code in codes)
            {
                streams.Out.WriteLine($"{code.Id}  {Word(code),-7}  {code.Title}");
            }

            if (id is not null)
            {
                streams.Out.WriteLine(codes[0].HelpLink);
                if (RulePage.Find(codes[0].Id) is { } page)
                {
                    streams.Out.WriteLine();
                    streams.RawOut.WriteLine(page);
                }
            }
        }

        return ExitCode.Done;
    }

    private static string Word(DiagnosticDescriptor code) => code.IsRetired ? "retired" : CanonicalText.Word(code.DefaultSeverity);

    private static JsonObject Describe(DiagnosticDescriptor code, bool withPage)
    {
        var described = new JsonObject
        {
            ["id"] = code.Id,
            ["title"] = code.Title,
            ["severity"] = Word(code),
            ["help"] = code.HelpLink,
        };
        if (withPage)
        {
            described["page"] = RulePage.Find(code.Id);
        }

        return described;
    }
}
