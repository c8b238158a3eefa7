using System.Text.RegularExpressions;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;

namespace ConnectorBuild.Tests.Matrix;

/// <summary>
/// Every request of each kind of run, struck by every fault: one more run comes to the end, and on Direct a sign-in that worked works all
/// the time. The requests are those that a run without a fault makes, so a new request is in the matrix by itself. A test run takes a
/// sample; with the variable
/// <c>CONNECTORBUILD_MATRIX</c>, the name of a file for the summary, all is run.
/// </summary>
public sealed partial class FaultMatrixTests : CloudTest
{
    private const int SampleSize = 9;

    private readonly ProjectFiles _files = new();
    private int _round;

    public static TheoryData<string> Kinds => [.. RunKind.All.Select(k => k.Name).Where(n => ChosenKinds is not { Length: > 0 } chosen || chosen.Contains(n))];

    private static string[]? ChosenKinds => Environment.GetEnvironmentVariable("CONNECTORBUILD_MATRIX_KINDS")?.Split(';');

    private static string? SummaryFile => Environment.GetEnvironmentVariable("CONNECTORBUILD_MATRIX") is { Length: > 0 } file ? file : null;

    protected override LocalCloudOptions Options => base.Options with
    {
        Environments = [new() { Name = "local", ImportDuration = TimeSpan.FromSeconds(20) }],
    };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_StruckAtAnyRequest_OneMoreRunComesToTheEnd(string name)
    {
        var kind = RunKind.All.Single(k => k.Name == name);
        var requests = await RequestsAsync(kind);
        var cells = (
            from place in requests.Select((request, index) => (Request: request, Index: index))
            let occurrence = requests.Take(place.Index + 1).Count(r => r == place.Request)
            from fault in MatrixFault.All
            where fault.Strikes(place.Request.Service)
            select (place.Request, place.Index, Occurrence: occurrence, Fault: fault)).ToList();
        Assert.InRange(cells.Count, 60, 2_000);
        var summary = new MatrixSummary();
        foreach (var (request, index, occurrence, fault) in SummaryFile is null ? Sample(cells, kind) : cells)
        {
            summary.Add(kind, fault, await StrikeAsync(kind, request, index, occurrence, fault));
        }

        if (SummaryFile is { } file)
        {
            await File.AppendAllTextAsync(file, $"{summary}\n", Stop);
        }
    }

    // The same cells in every run, and each fault sooner or later.
    private static IEnumerable<T> Sample<T>(List<T> cells, RunKind kind)
    {
        var random = new Random(kind.Name.Length * 31 + kind.Name[^1]);
        return Enumerable.Range(0, SampleSize).Select(_ => cells[random.Next(cells.Count)]);
    }

    private async Task<List<MatrixRequest>> RequestsAsync(RunKind kind)
    {
        var desired = await PrepareAsync(kind);
        Cloud.Requests.Clear();
        await RunAsync(kind, desired, null);
        return [.. Cloud.Requests.Records.Select(r => new MatrixRequest(r.Service, r.Method, Varying().Replace(r.Path, "*")))];
    }

    private async Task<string> StrikeAsync(RunKind kind, MatrixRequest request, int index, int occurrence, MatrixFault fault)
    {
        var where = $"{kind}, {fault.Name} at request {index + 1}: {request.Method} {request.Path}";
        var desired = await PrepareAsync(kind);
        Cloud.Requests.Clear();
        Cloud.Faults.Clear();
        foreach (var _ in Enumerable.Range(0, fault.Attempts))
        {
            // A request that one rule strikes is counted by no other: each of them strikes one try.
            Cloud.Faults.Add(fault.Rule! with { Service = request.Service, Method = request.Method, Path = request.Path, Nth = occurrence });
        }

        string outcome;
        try
        {
            await RunAsync(kind, desired, fault.Kills ? index + 1 + (fault.Rule is null ? 0 : 1) : null);
            outcome = "done";
        }
        catch (ConnectorException e)
        {
            outcome = e.Diagnostics[0].Id;
            Assert.True(outcome != "CB9001", $"{where}: {e.Message}");
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            outcome = "killed";
        }

        Cloud.Faults.Clear();
        await RequireTheEndAsync(kind, desired, where);
        return outcome;
    }

    // A connector, app and solution of its own in every round.
    private async Task<DesiredState> PrepareAsync(RunKind kind)
    {
        _round++;
        _files.Write("apiDefinition.swagger.json", Contoso.Definition);
        var desired = Desired(kind);
        if (kind.Work == RunWork.First)
        {
            return desired;
        }

        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        if (kind.Work == RunWork.Change)
        {
            _files.Write(
                "apiDefinition.swagger.json",
                Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
            return Desired(kind, "1.0.1");
        }

        return kind.Work == RunWork.Rotate ? desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } } : desired;
    }

    private DesiredState Desired(RunKind kind, string version = "1.0.0")
    {
        var target = Target();
        if (kind.Route != "Direct")
        {
            target = target with { Environment = new DeploymentEnvironment { Name = "local", Route = "Solution", Managed = kind.Route == "Managed" } };
        }

        var project = _files.Project(target.Environment) with { ConnectorName = $"Round{_round}", SolutionName = $"Solution{_round}", SolutionVersion = version };
        return kind.Route == "Direct" ? DesiredStates.Create(project, target, Stop)[0] : PackagedState.Create(project, target, Stop)[0];
    }

    private async Task RunAsync(RunKind kind, DesiredState desired, int? dies)
    {
        var credential = new DyingCredential(Credential(desired.Target), dies);
        if (kind.Work == RunWork.Retire)
        {
            using var retirement = new RetirementEngine(desired.Target, credential, credential, Clock, new RecordingObserver());
            await retirement.ApplyAsync(await retirement.PlanAsync(desired, [], Stop), Stop);
            return;
        }

        // Makers sign in all the time; what works before a change must work during it.
        var observer = kind is { Route: "Direct", Work: not RunWork.First } && !Cloud.Faults.Rules.Any(r => r.Rule.Service == "Entra")
            ? new RecordingObserver { OnStart = _ => RequireSignIn(desired) }
            : new RecordingObserver();
        using var engine = new DeploymentEngine(desired.Target, credential, credential, new NoSecretReader(), Clock, observer);
        await engine.DeployAsync(desired, Stop);
    }

    private void RequireSignIn(DesiredState desired)
    {
        // The observer is called by the run, which waits meanwhile.
        var signIn = Task.Run(() => SignInAsync(desired)).GetAwaiter().GetResult();
        Assert.True(signIn.Succeeded, $"A sign-in that worked fails during the run: {signIn.Message}");
    }

    private async Task RequireTheEndAsync(RunKind kind, DesiredState desired, string where)
    {
        try
        {
            if (kind.Work == RunWork.Retire)
            {
                await RunAsync(kind, desired, null);
                using var retirement = new RetirementEngine(
                    desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());
                Assert.Empty((await retirement.PlanAsync(desired, [], Stop)).Plan.Steps);
                return;
            }

            desired = desired with { Application = desired.Application! with { RotateAsOf = null } };
            await DeployAsync(desired);
            Clock.Advance(TimeSpan.FromMinutes(5));
            var signIn = await SignInAsync(desired);
            Assert.True(signIn.Succeeded, signIn.Message);
            var third = await DeployAsync(desired);
            Assert.True(third.Plan.IsEmpty, string.Join("; ", third.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}")));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }

    // What is another one in every round: ids, and names with the round's number.
    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(round|solution)\d+", RegexOptions.IgnoreCase)]
    private static partial Regex Varying();
}
