using System.CommandLine;
using System.CommandLine.Parsing;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Templates;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector init</c>: the project that <c>dotnet new connector</c> makes, where only the tool is there.</summary>
internal sealed class InitCommand : Command
{
    private const string Connector = "connector";
    private const string Solution = "connector-solution";

    private readonly Option<string?> _name = new("--name", "-n") { Description = "The project's name; the folder's name if left out." };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The folder; one with the project's name if left out, or the current folder without a name.",
    };

    private readonly Option<string> _signIn = Choice(
        "--sign-in", "How users of the connector sign in", "entra", "on-behalf-of", "oauth", "apikey", "basic", "none");
    private readonly Option<string> _source = Choice("--source", "What describes the API", "swagger", "openapi3", "aspnet", "mcp");
    private readonly Option<bool> _script = new("--script") { Description = "Adds custom code, script.csx. Not for an MCP server." };
    private readonly Option<bool> _tests = new("--tests")
    {
        Description = "Adds tests of the custom code in {name}.Tests. Needs --script.",
    };

    private readonly Option<string> _environments = new("--environments")
    {
        Description = "The environments to deploy to, with commas between them, such as dev,prod. A connector in the folder of a solution has the "
            + "solution's.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _publisher = new("--publisher")
    {
        Description = "The prefix of the solution's publisher: 2 to 8 letters and digits, a letter first; of a connector in the folder of a "
            + "solution, the solution's.",
        DefaultValueFactory = _ => "contoso",
    };

    private readonly Option<bool> _solution = new("--solution")
    {
        Description = "A solution of several connectors, as 'dotnet new connector-solution' makes it.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Overwrites existing files." };

    public InitCommand(ToolContext context)
        : base("init", "Makes a new connector project, the same as 'dotnet new connector'.")
    {
        foreach (var option in new Option[] { _name, _output, _signIn, _source, _script, _tests, _environments, _publisher, _solution, _force })
        {
            Add(option);
        }

        Validators.Add(Check);
        SetAction((parsed, _) => Task.FromResult(Run(context, parsed)));
    }

    private void Check(CommandResult result)
    {
        if (ConnectorTemplate.Load(Connector).Contradiction(Values(result)) is { } contradiction)
        {
            result.AddError(contradiction);
        }

        if (result.GetValue(_solution)
            && new Option[] { _signIn, _source, _script, _tests }.FirstOrDefault(o => IsGiven(result, o)) is { } option)
        {
            result.AddError(
                $"{option.Name} is an option of a connector, and --solution makes a solution. Make the solution first, then its "
                    + "connectors.");
        }

        string?[] faults =
        [
            TemplateNames.ProjectFault(NameOf(result)),
            TemplateNames.EnvironmentsFault(Text(result, _environments)),
            TemplateNames.PublisherFault(Text(result, _publisher)),
        ];
        foreach (var fault in faults.OfType<string>())
        {
            result.AddError(fault);
        }

        // The row id of a connector comes from the prefix, so a solution has one.
        if (IsGiven(result, _publisher) && SolutionOf(result) is { PublisherPrefix: { } prefix } solution
            && !string.Equals(prefix, Text(result, _publisher), StringComparison.OrdinalIgnoreCase))
        {
            result.AddError(
                $"The connector would belong to the solution of '{solution.ProjectFile}', whose publisher has the prefix '{SafeText.OneLine(prefix)}'. "
                    + "Leave out --publisher.");
        }
    }

    private int Run(ToolContext context, ParseResult parsed)
    {
        var name = NameOf(parsed.CommandResult);
        var folder = FolderOf(parsed.CommandResult);
        var files = ConnectorTemplate.Load(parsed.GetValue(_solution) ? Solution : Connector)
            .Create(name, Values(parsed.CommandResult), ToolVersion.Text)
            .Select(f => (Path: Path.Combine(folder, f.Path), f.Content))
            .ToList();
        if (!parsed.GetValue(_force) && files.Where(f => File.Exists(f.Path)).Select(f => f.Path).ToList() is [var first, ..] there)
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.FileExists,
                $"'{first}' {(there.Count == 1 ? "is" : $"and {there.Count - 1} more are")} there and would be overwritten. Nothing "
                    + "was written. Choose another folder with --output, or pass --force."));
        }

        foreach (var (path, content) in files)
        {
            Write(path, content);
        }

        // A connector of a solution is deployed with it.
        var solution = SolutionOf(parsed.CommandResult)?.ProjectFile;
        var shown = Path.GetRelativePath(".", solution is null ? folder : Path.GetDirectoryName(solution)!);
        context.Streams.Out.WriteLine(
            $"{name} -> {folder} ({files.Count} files{(solution is null ? "" : $", part of the solution of {Path.GetFileName(solution)}")}; next: "
                + "dotnet publish "
                + $"{(shown.Contains(' ', StringComparison.Ordinal) ? $"\"{shown}\"" : shown)} -p:ConnectorEnvironment=local)");
        return ExitCode.Done;
    }

    private static void Write(string path, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    CommonDiagnostics.CannotWrite,
                    $"'{path}' cannot be written, so the project is not complete: {SafeText.OneLine(e.Message).TrimEnd('.')}. Choose a "
                        + "folder that can be written with --output."),
                e);
        }
    }

    private EnclosingSolution? SolutionOf(CommandResult result) =>
        result.GetValue(_solution) || TemplateNames.ProjectFault(NameOf(result)) is not null
            ? null
            : EnclosingSolution.Find(Path.Combine(FolderOf(result), NameOf(result) + ".csproj"));

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private string FolderOf(CommandResult result) => Path.GetFullPath(result.GetValue(_output) ?? result.GetValue(_name) ?? ".");

    private string NameOf(CommandResult result) => result.GetValue(_name) ?? new DirectoryInfo(FolderOf(result)).Name;

    private Dictionary<string, string> Values(CommandResult result)
    {
        var solution = SolutionOf(result);
        return new(StringComparer.Ordinal)
        {
            ["signIn"] = Text(result, _signIn),
            ["source"] = Text(result, _source),
            ["script"] = result.GetValue(_script) ? "true" : "false",
            ["tests"] = result.GetValue(_tests) ? "true" : "false",
            ["environments"] = Text(result, _environments),
            ["publisher"] = solution?.PublisherPrefix ?? Text(result, _publisher),
            ["partOfSolution"] = solution is null ? "false" : "true",
        };
    }

    // As it was typed: a value that the option refuses is reported already, and cannot be converted. A validator sees no default.
    private static string Text(CommandResult result, Option<string> option) =>
        result.GetResult(option)?.Tokens is [var token, ..] ? token.Value : (string)option.GetDefaultValue()!;

    private static Option<string> Choice(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name) { Description = $"{description}: {string.Join(", ", choices)}.", DefaultValueFactory = _ => choices[0] };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
