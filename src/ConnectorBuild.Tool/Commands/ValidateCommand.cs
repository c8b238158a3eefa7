using System.CommandLine;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector validate</c>: every rule, offline, over one connector or a tree of hundreds.</summary>
internal sealed class ValidateCommand : Command
{
    private static readonly string[] Formats = ["text", "sarif", "json", "github", "azure"];
    private static readonly string[] Levels = ["error", "warning", "info"];

    private readonly Argument<string> _path = CommonOptions.Path(new("path")
    {
        Description = "A project file, a folder of pac or paconn files, a single definition, a solution zip, or a tree with any number "
            + "of connectors, unpacked and zipped solutions among them.",
        DefaultValueFactory = _ => ".",
    });

    private readonly Option<string?> _environment = CommonOptions.Environment();
    private readonly Option<string> _format = new("--format") { Description = "text, sarif, json, github or azure.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output", "-o") { Description =
        "Writes the findings to this file; the summary stays on the console." };
    private readonly Option<string> _level = new("--level") { Description =
        "Lowest severity shown in text, github and azure output: error, warning or info. sarif and json always hold everything.", DefaultValueFactory = _ => "warning" };
    private readonly Option<bool> _certification = new("--certification") { Description =
        "Counts what Microsoft's certification asks for as warnings." };
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

    private static Option<string[]> Codes(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private async Task<int> RunAsync(ToolContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_path)!;
        var environment = parsed.GetValue(_environment);
        var packaged = PackageLocator.Find(path).SelectMany(PackagedConnector.ReadAll).ToList();
        var (found, warnings) = await FindAsync(path, environment, packaged.Count > 0, cancellationToken).ConfigureAwait(false);
        if (environment is not null && !found.Any(p => IsKnown(p, environment)))
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.EnvironmentMissing,
                $"No connector here knows an environment '{environment}': no project has it, and there are no patches for it "
                    + $"(apiProperties.{environment}.json, apiDefinition.{environment}.json). Nothing was validated. Check the name."));
        }

        IReadOnlyList<ConnectorProject> projects = [.. found.Select(p => WithSettings(p, parsed))];
        IReadOnlyList<PackagedConnector> inPackages = [.. packaged.Select(p => p.With(project => WithSettings(project, parsed)))];
        var output = new ValidationOutput(
            context.Streams, parsed.GetValue(_format)!, parsed.GetValue(_output),
            Enum.Parse<DiagnosticSeverity>(parsed.GetValue(_level)!, ignoreCase: true));
        var reports = WithWarnings(
            output.Validate(
                projects, inPackages, environment, [.. (parsed.GetValue(_suppress) ?? []).Select(ReadSuppression)], cancellationToken),
            warnings);
        output.Write(reports);
        return reports.Any(r => r.Result.HasErrors) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<(IReadOnlyList<ConnectorProject> Connectors, IReadOnlyList<Diagnostic> Warnings)> FindAsync(
        string path, string? environment, bool hasPackages, CancellationToken cancellationToken)
    {
        // MSBuild says what a project means; what a build wrote down may be of other settings, of its command line for example.
        if (ConnectorSources.ProjectFileOf(path) is not { } file)
        {
            return (hasPackages ? ConnectorLocator.FindAny(path) : ConnectorLocator.Find(path), []);
        }

        var (project, warnings) = await ProjectArgument.EvaluateAsync(file, environment, cancellationToken).ConfigureAwait(false);
        return (SolutionMembers.Of(project), warnings);
    }

    // What MSBuild found in the project's file stands before what the rules found in the connector's.
    private static IReadOnlyList<ValidationReport> WithWarnings(IReadOnlyList<ValidationReport> reports, IReadOnlyList<Diagnostic> warnings)
    {
        if (warnings.Count == 0)
        {
            return reports;
        }

        var severities = new SeverityPolicy(reports[0].Project);
        var shown = warnings.Where(w => severities.Apply(w) is not null).Select(w => w with { Severity = severities.Apply(w)!.Value });
        return [reports[0] with { Result = reports[0].Result with { Diagnostics = [.. shown, .. reports[0].Result.Diagnostics] } }, .. reports.Skip(1)];
    }

    private static bool IsKnown(ConnectorProject project, string environment) =>
        project.FindEnvironment(environment) is not null
        || PatchFiles.Exist(project, environment);

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
            },
        };
    }

    private static IEnumerable<string> Split(string[]? codes) =>
        (codes ?? []).SelectMany(c => c.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static ConnectorSuppression ReadSuppression(string text)
    {
        var parts = text.Split('=', 3);
        return new ConnectorSuppression(
            parts[0], parts.ElementAtOrDefault(1) is { Length: > 0 } pointer ? pointer : null, parts.ElementAtOrDefault(2));
    }
}
