using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Commands;

/// <summary>
/// What <c>plan</c>, <c>deploy</c> and <c>status</c> do alike: read the project, validate it, open the environment, show, write the
/// report.
/// </summary>
internal sealed class DeploymentRun : IAsyncDisposable
{
    private readonly ToolContext _context;
    private readonly IReadOnlyList<string> _reports;
    private readonly bool _json;
    private readonly string _verb;
    private readonly List<JsonObject> _documents = [];
    private readonly List<Diagnostic> _errors = [];
    private EnvironmentSession? _session;
    private DeploymentEngine? _engine;
    private string? _packageSettings;
    private string? _settings;
    private IReadOnlyList<AssumedApi> _assumed = [];

    private DeploymentRun(ToolContext context, string verb, IReadOnlyList<string> reports, bool json)
    {
        _context = context;
        _verb = verb;
        _reports = reports;
        _json = json;
        var writer = json ? context.Streams.Error : context.Streams.Out;
        Console = new DeploymentConsole(writer, context.Streams.IsInteractive && !json ? context.Streams.AnsiLines() : null);
    }

    public DeploymentConsole Console { get; }

    public ConnectorProject Project { get; private set; } = null!;

    /// <summary>The project argument as it was given, ready to be written into a command that a message advises.</summary>
    public string Argument { get; private set; } = ".";

    /// <summary>What the environment should have, a state for each connector; several in a solution of several.</summary>
    public IReadOnlyList<DesiredState> States { get; private set; } = [];

    /// <summary>The one that is being worked on.</summary>
    public DesiredState Desired => Console.Current ?? States[0];

    /// <summary>The APIs that the current connector signs in to and that were assumed to exist.</summary>
    public IReadOnlyList<AssumedApi> Assumed => AssumedApi.Of(_assumed, Desired);

    public DeploymentEngine Engine => _engine!;

    public EnvironmentSession Session => _session!;

    /// <summary>Runs a command's work and writes the report whatever comes of it.</summary>
    public static async Task<int> RunAsync(
        ToolContext context, string verb, RunOptions options, Func<DeploymentRun, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var run = new DeploymentRun(context, verb, options.Reports, options.Json);
        await using (run.ConfigureAwait(false))
        {
            try
            {
                await run.OpenAsync(options, cancellationToken).ConfigureAwait(false);
                var exit = await work(run, cancellationToken).ConfigureAwait(false);
                run.PrintDocuments();
                return exit;
            }
            catch (ConnectorException e)
            {
                run.Remember(e.Diagnostics);
                throw;
            }
            finally
            {
                run.WriteReports();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does the work for each connector.</summary>
    /// <returns>The exit code that says most: failed before waiting before pending before done.</returns>
    public async Task<int> ForEachAsync(Func<DesiredState, Task<int>> work)
    {
        var worst = ExitCode.Done;
        foreach (var desired in States)
        {
            Console.Began(desired);
            worst = ExitCode.Worse(worst, await work(desired).ConfigureAwait(false));
        }

        return worst;
    }

    /// <summary>Plans all connectors, in the order in which a deployment would take them, and does the work for each.</summary>
    /// <returns>As <see cref="ForEachAsync"/>.</returns>
    public Task<int> ForEachPlanAsync(Func<DesiredState, DeploymentPlan, ObservedState, int> work, CancellationToken cancellationToken) =>
        ForEachPlanAsync((desired, plan, observed) => Task.FromResult(work(desired, plan, observed)), cancellationToken);

    /// <summary>The same for work that asks services.</summary>
    public async Task<int> ForEachPlanAsync(Func<DesiredState, DeploymentPlan, ObservedState, Task<int>> work, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        await foreach (var (desired, plan, observed) in Engine.PlanAllAsync(States, cancellationToken).ConfigureAwait(false))
        {
            worst = ExitCode.Worse(worst, await work(desired, plan, observed).ConfigureAwait(false));
        }

        return worst;
    }

    /// <summary>
    /// Keeps a plan for standard output, if JSON was asked for, and for reports: one document, whatever the number of connectors. Errors that
    /// were shown are in it beside the plan; a run that ends without a result prints nothing but its errors.
    /// </summary>
    public void PrintJson(ObservedState observed, DeploymentPlan plan, Action<JsonObject>? extend = null)
    {
        if (!_json && !_reports.Any(RunReport.IsJson))
        {
            return;
        }

        var document = PlanJson.Create(
            Desired, observed, plan with { Diagnostics = [.. plan.Diagnostics.Union(Console.Reported)] }, _context.Clock.GetUtcNow());
        document["assumed"] = PlanJson.Assumed(Assumed);
        if (Console.Record is { } record)
        {
            PlanJson.AddRun(document, record, observed);
        }

        extend?.Invoke(document);
        _documents.Add(document);
    }

    /// <summary>Shows errors of a run that shows what it found all the same.</summary>
    public void ShowErrors(IReadOnlyList<Diagnostic> errors)
    {
        DiagnosticLines.Write(_context.Streams.Error, errors);
        Remember(errors);
    }

    private void Remember(IReadOnlyList<Diagnostic> errors)
    {
        foreach (var error in errors)
        {
            Console.Remember(CanonicalText.Line(error));
        }

        _errors.AddRange(errors);
    }

    private void PrintDocuments()
    {
        if (_json && _documents.Count > 0)
        {
            _context.Streams.Out.WriteLine(Report().Json);
        }
    }

    private RunReport Report() => new(
        Project is null ? _verb : $"{Project.ProjectName}: {_verb} {_session?.Target.Name ?? Project.EnvironmentName}",
        Console.Records, _documents, _assumed, _errors, Console.Lines);

    /// <summary>The one line that the terminal logger shows: project, arrow, where to, and where the rest is to be read.</summary>
    public void Arrow(string outcome)
    {
        if (Console.Record is { } record)
        {
            record.Outcome = outcome;
        }

        Console.Line(
            $"{Project.ProjectName} -> {Desired.Target.DataverseUrl} ({Desired.Solution.UniqueName}, "
                + $"{outcome}{(_reports.Count == 0 ? "" : $", report {string.Join(", ", _reports)}")})");
    }

    /// <summary>Writes deployment settings with the environment's own connector ids, for the solution of the flows that use the connector.</summary>
    public void WriteSettings(IReadOnlyDictionary<Guid, string> internalIds)
    {
        if (Project.IntermediateDirectory is not { } folder || Desired.Route is not ImportRoute { Package: var package } route)
        {
            return;
        }

        var settings = (route.Settings ?? DeploymentSettings.Create(package.Manifest, package.Connectors, route.Variables.Values))
            .Retarget(package.Manifest.ConnectionReferences, internalIds);
        var path = Path.Combine(folder, $"{Project.ProjectName}.{Desired.Target.Name}.settings.json");
        if (path == _packageSettings || path == Project.DeploymentSettingsFile || path == _settings)
        {
            // Beside the package, a project of the solution's name would write over what was given, or over what the next deployment
            // takes to be given.
            path = Path.Combine(folder, $"{Project.ProjectName}.{Desired.Target.Name}.deployed.settings.json");
        }

        if (Leave(path, settings.Settings.ToJson(), "The flows' solution lacks deployment settings with this environment's connector ids"))
        {
            Console.Result(new("settings", $"{path} (deployment settings with this environment's connector ids)"));
        }

        foreach (var finding in settings.Diagnostics)
        {
            Console.Report(finding);
        }
    }

    /// <summary>Leaves what a later build can say offline.</summary>
    public void WriteReceipt(ObservedState observed)
    {
        if (DeploymentReceipt.PathFor(Project, Desired.Target.Name) is { } path)
        {
            Leave(path, DeploymentReceipts.Create(Desired, observed).ToJson(), "A later build cannot warn before the secret expires");
        }
    }

    // What was deployed is deployed, whether or not a note of it can be kept here.
    private bool Leave(string path, byte[] content, string consequence)
    {
        try
        {
            ReportFile.WriteBytes(path, content);
            return true;
        }
        catch (ConnectorException e)
        {
            Console.Report(new Diagnostic(
                DeploymentDiagnostics.NoteNotWritten,
                $"'{path}' cannot be written ({SafeText.OneLine(e.InnerException?.Message ?? e.Message).TrimEnd('.')}). The deployment "
                    + $"itself is not affected. {consequence}. Copy the .connector.json to a folder that can be written, and name it "
                    + "there."));
            return false;
        }
    }

    private async Task OpenAsync(RunOptions options, CancellationToken cancellationToken)
    {
        Argument = options.Project.Contains(' ', StringComparison.Ordinal) ? $"\"{options.Project}\"" : options.Project;
        Project = await ProjectArgument.ResolveAsync(options.Project, options.Environment, cancellationToken).ConfigureAwait(false);
        _session = await EnvironmentSession.OpenAsync(Project, _context, cancellationToken, options.User, options.PublicClientId).ConfigureAwait(false);
        Console.Line($"{Project.ProjectName}: {_verb} environment '{_session.Target.Name}' at {_session.Target.DataverseUrl}", "bold");
        if (_session.Banner is { } banner)
        {
            Console.Line(banner);
        }

        Console.IsVerbose = options.Verbose;
        if (options.Verbose)
        {
            foreach (var way in _session.SignInWays)
            {
                Console.Line("  " + way);
            }
        }

        _settings = options.Settings is { } file ? Path.GetFullPath(file) : null;
        States = options.Package is { } package
            ? ReadPackage(package)
            : DesiredStates.Create(ValidatedProject.Open(Project, ScriptingFolder.Compiler), _session.Target, _settings, cancellationToken);
        (States, _assumed) = await _session.PrepareAsync(States, cancellationToken).ConfigureAwait(false);
        Console.IsOfSeveral = States.Count > 1;
        foreach (var api in _assumed)
        {
            Console.Line($"  assumed        {api.Text}");
        }

        _engine = new DeploymentEngine(
            _session.Target, _session.Entra, _session.Dataverse,
            new SecretReader(Environment.GetEnvironmentVariable, _session.Entra, Transport(_session.Target)), _context.Clock, Console);
    }

    // Packaging put the values of the environment beside the package; other files of settings win over them.
    private IReadOnlyList<DesiredState> ReadPackage(string path) =>
        PackagedState.FromPackage(
            Project, SolutionPackageFiles.ReadBytes(path), path, _session!.Target, _settings, solution => Beside(solution, path));

    private string? Beside(string solution, string path)
    {
        _packageSettings = SolutionPackageFiles.SettingsPath(path, solution, _session!.Target.Name);
        if (!File.Exists(_packageSettings))
        {
            return null;
        }

        Console.Line($"Values of environment variables: {_packageSettings}");
        return _packageSettings;
    }

    // Where a proxy inspects TLS, it does so on the way to Key Vault too.
    private static HttpClientTransport Transport(DeploymentTarget target) => new(CloudHttp.CreateForTokens(target));

    private void WriteReports()
    {
        var report = Report();
        foreach (var path in _reports)
        {
            report.Write(path);
        }

        if (_context.Streams.Summary is { } summary)
        {
            try
            {
                summary.Show(report.Markdown, report.Title, _context.Streams.RawOut);
            }
            catch (ConnectorException e)
            {
                DiagnosticLines.Write(_context.Streams.Error, e.Diagnostics.Select(d => d with { Severity = DiagnosticSeverity.Warning }));
            }
        }
    }
}

/// <summary>The options that <see cref="DeploymentRun"/> reads.</summary>
/// <param name="Project">The project argument.</param>
/// <param name="Environment">The environment, or null for the project's own.</param>
/// <param name="Reports">The report files.</param>
/// <param name="Json">Whether the result is for a machine.</param>
/// <param name="Verbose">Whether to say which ways to sign in are tried, and why others are passed over.</param>
internal sealed record RunOptions(string Project, string? Environment, IReadOnlyList<string> Reports, bool Json, bool Verbose)
{
    /// <summary>A package to work on instead of the project's files, or null.</summary>
    public string? Package { get; init; }

    /// <summary>A deployment settings file whose values win over those of the project's, or null.</summary>
    public string? Settings { get; init; }

    /// <summary>The user of the local cloud who signs in, or null for the deployment's app.</summary>
    public string? User { get; init; }

    /// <summary>Client id of the app with which a person signs in by a browser or a code, or null for Azure.Identity's own.</summary>
    public string? PublicClientId { get; init; }
}
