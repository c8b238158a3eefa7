using System.CommandLine;
using ConnectorBuild.Deployment;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using ConnectorBuild.Rules.Engine;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector validate</c>: every rule, offline, over one connector or a tree of hundreds.</summary>
internal sealed class ValidateCommand : Command
{
    private static readonly string[] Formats = ["text", "sarif", "json", "github", "azure"];
    private static readonly string[] Levels = ["error", "warning", "info"];

    private readonly Argument<string> _path = CommonOptions.Path(new("path")
    {
        Description = "A project file, a folder of pac or paconn files, a single definition, or a tree with any number of connectors.",
        DefaultValueFactory = _ => ".",
    });

    private readonly Option<string?> _environment = CommonOptions.Environment();
    private readonly Option<string> _format = new("--format") { Description = "text, sarif, json, github or azure.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Writes the findings to this file; the summary stays on the console." };
    private readonly Option<string> _level = new("--level") { Description = "The least that is shown as text, github and azure: error, warning or info. sarif and json always hold everything.", DefaultValueFactory = _ => "warning" };
    private readonly Option<bool> _certification = new("--certification") { Description = "Counts what Microsoft's certification asks for as warnings." };
    private readonly Option<string[]> _noWarn = Codes("--no-warn", "Codes that are not shown unless they are errors.");
    private readonly Option<string[]> _asErrors = Codes("--warnings-as-errors", "Codes whose warnings are errors; 'all' for every one.");
    private readonly Option<string[]> _notAsErrors = Codes("--warnings-not-as-errors", "Codes that stay warnings.");
    private readonly Option<string[]> _suppress = new("--suppress")
    {
        Description = "RULE=POINTER=JUSTIFICATION: takes a finding out; POINTER is a JSON pointer pattern with * and **.",
        AllowMultipleArgumentsPerToken = true,
    };

    public ValidateCommand(ToolContext context)
        : base("validate", "Validates connectors offline, at file, line and column.")
    {
        _format.AcceptOnlyFromAmong(Formats);
        _level.AcceptOnlyFromAmong(Levels);
        Add(_path);
        foreach (var option in new Option[] { _environment, _format, _output, _level, _certification, _noWarn, _asErrors, _notAsErrors, _suppress })
        {
            Add(option);
        }

        SetAction((parsed, stop) => RunAsync(context, parsed, stop));
    }

    private static Option<string[]> Codes(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private async Task<int> RunAsync(ToolContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_path)!;
        var environment = parsed.GetValue(_environment);
        var found = ProjectFileOf(path) is { } projectFile
            ? SolutionMembers.Of(await ProjectArgument.ResolveAsync(projectFile, environment, cancellationToken).ConfigureAwait(false))
            : ConnectorLocator.Find(path);
        if (environment is not null && !found.Any(p => IsKnown(p, environment)))
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.EnvironmentMissing,
                $"No connector here knows an environment '{environment}': no project has it, and there are no patches for it (apiProperties.{environment}.json, apiDefinition.{environment}.json). Nothing was validated. Check the name."));
        }

        IReadOnlyList<ConnectorProject> projects = [.. found.Select(p => WithSettings(p, parsed))];
        var output = new ValidationOutput(context.Streams, parsed.GetValue(_format)!, parsed.GetValue(_output), Enum.Parse<DiagnosticSeverity>(parsed.GetValue(_level)!, ignoreCase: true));
        var reports = output.Validate(projects, environment, cancellationToken);
        output.Write(reports);
        return reports.Any(r => r.Result.HasErrors) ? ExitCode.Failed : ExitCode.Done;
    }

    // MSBuild is asked where the file of a project is named, and where the project has changed since a build wrote down what it means.
    private static string? ProjectFileOf(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? path : null;
        }

        return Directory.Exists(path)
            && Directory.GetFiles(path, "*.*proj") is [var only]
            && File.GetLastWriteTimeUtc(Path.Combine(path, "obj", Path.GetFileNameWithoutExtension(only) + ProjectArgument.DescriptionSuffix)) is { Year: > 1601 } written
            && written < File.GetLastWriteTimeUtc(only)
            ? only
            : null;
    }

    private static bool IsKnown(ConnectorProject project, string environment) =>
        project.FindEnvironment(environment) is not null
        || new[] { project.DefinitionFile, project.PropertiesFile }.OfType<string>().Any(file => PatchFiles.Of(file, environment).Any());

    // What the command line says comes on top of what the project says.
    private ConnectorProject WithSettings(ConnectorProject project, ParseResult parsed)
    {
        var asErrors = Split(parsed.GetValue(_asErrors));
        return project with
        {
            Certification = project.Certification || parsed.GetValue(_certification),
            Validation = project.Validation with
            {
                NoWarn = [.. project.Validation.NoWarn, .. Split(parsed.GetValue(_noWarn))],
                TreatWarningsAsErrors = project.Validation.TreatWarningsAsErrors || asErrors.Contains("all", StringComparer.OrdinalIgnoreCase),
                WarningsAsErrors = [.. project.Validation.WarningsAsErrors, .. asErrors],
                WarningsNotAsErrors = [.. project.Validation.WarningsNotAsErrors, .. Split(parsed.GetValue(_notAsErrors))],
                Suppressions = [.. project.Validation.Suppressions, .. (parsed.GetValue(_suppress) ?? []).Select(ReadSuppression)],
            },
        };
    }

    private static IEnumerable<string> Split(string[]? codes) =>
        (codes ?? []).SelectMany(c => c.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static ConnectorSuppression ReadSuppression(string text)
    {
        var parts = text.Split('=', 3);
        return new ConnectorSuppression(parts[0], parts.ElementAtOrDefault(1) is { Length: > 0 } pointer ? pointer : null, parts.ElementAtOrDefault(2));
    }
}
