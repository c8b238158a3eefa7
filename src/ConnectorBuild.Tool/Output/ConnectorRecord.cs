using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>What a run did with a connector, for its report.</summary>
/// <param name="desired">What the project wants.</param>
internal sealed class ConnectorRecord(DesiredState desired)
{
    private readonly List<DoneStep> _done = [];
    private readonly List<Diagnostic> _reported = [];
    private readonly List<ResultLine> _result = [];

    public DesiredState Desired { get; } = desired;

    /// <summary>What the first plan was made from; null before it.</summary>
    public ObservedState? Observed { get; private set; }

    /// <summary>The first plan, which is the one that people approve; null before it. Later plans of the run only continue it.</summary>
    public DeploymentPlan? Plan { get; private set; }

    public IReadOnlyList<DoneStep> Done => _done;

    /// <summary>Warnings and infos of the run beside those of the plan.</summary>
    public IReadOnlyList<Diagnostic> Reported => _reported;

    /// <summary>What was compared after the last step; empty where nothing was changed.</summary>
    public IReadOnlyList<string> Verified { get; set; } = [];

    public IReadOnlyList<ResultLine> Result => _result;

    /// <summary>What came of it, in a few words; null where the run ended before.</summary>
    public string? Outcome { get; set; }

    public void Planned(ObservedState observed, DeploymentPlan plan) => (Observed, Plan) = (Observed ?? observed, Plan ?? plan);

    public void Completed(DeploymentStep step, string? outcome, TimeSpan elapsed) => _done.Add(new DoneStep(step, outcome, elapsed));

    public void Report(Diagnostic diagnostic)
    {
        if (Plan is null || !Plan.Diagnostics.Contains(diagnostic))
        {
            _reported.Add(diagnostic);
        }
    }

    public void Found(ResultLine line) => _result.Add(line);
}

/// <summary>A step that is done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">What came of it; null where there is nothing to say.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DoneStep(DeploymentStep Step, string? Outcome, TimeSpan Elapsed);

/// <summary>A fact of a result.</summary>
/// <param name="Label">What it is, such as <c>client id</c>.</param>
/// <param name="Text">The fact.</param>
internal sealed record ResultLine(string Label, string Text)
{
    /// <summary>As a line of a log.</summary>
    public override string ToString() => $"{Label,-14} {Text}";
}
