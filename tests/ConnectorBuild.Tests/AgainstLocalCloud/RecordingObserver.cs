using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

internal sealed class RecordingObserver : IDeploymentObserver
{
    public List<string> Events { get; } = [];

    public List<SignedInIdentity> Identities { get; } = [];

    /// <summary>Is told of each step before it begins.</summary>
    public Action<DeploymentStep>? OnStart { get; init; }

    public DeploymentPlan? Plan { get; private set; }

    public void SignedIn(string service, SignedInIdentity identity)
    {
        Identities.Add(identity);
        Events.Add($"signed in to {service}");
    }

    public void Began(DesiredState desired) => Events.Add($"began {desired.Row.Identity.Name}");

    public void Planned(DesiredState desired, ObservedState observed, DeploymentPlan plan) => Plan = plan;

    public void StepStarted(DeploymentStep step)
    {
        Events.Add($"start {step.Kind} {step.Thing}");
        OnStart?.Invoke(step);
    }

    public void StepCompleted(DeploymentStep step, string? outcome, TimeSpan elapsed) => Events.Add($"done {step.Kind} {step.Thing}: {outcome}");

    public void Progress(string text) => Events.Add("progress " + text);

    public void Report(Diagnostic diagnostic) => Events.Add(diagnostic.Id);

    public void Verified(IReadOnlyList<string> facts, TimeSpan elapsed) => Events.AddRange(facts.Select(f => "verified " + f));
}
