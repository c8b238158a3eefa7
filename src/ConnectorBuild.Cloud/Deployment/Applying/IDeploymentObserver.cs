using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>Receives what a deployment does while it does it. The engine itself prints nothing.</summary>
public interface IDeploymentObserver
{
    /// <summary>A token was got.</summary>
    /// <param name="service"><c>Entra</c> or <c>Dataverse</c>.</param>
    /// <param name="identity">Whose it is.</param>
    void SignedIn(string service, SignedInIdentity identity);

    /// <summary>Everything reported from here on is about this connector.</summary>
    void Began(DesiredState desired);

    /// <summary>The plan is made; nothing was written yet.</summary>
    void Planned(DesiredState desired, ObservedState observed, DeploymentPlan plan);

    /// <summary>A step begins.</summary>
    void StepStarted(DeploymentStep step);

    /// <summary>A step is done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="outcome">What came of it, for example the client id; never a secret.</param>
    /// <param name="elapsed">How long it took.</param>
    void StepCompleted(DeploymentStep step, string? outcome, TimeSpan elapsed);

    /// <summary>A step that takes long has come further, or waits.</summary>
    /// <param name="text">How far, or for what.</param>
    void Progress(string text);

    /// <summary>Something that a person should know, but that stops nothing.</summary>
    void Report(Diagnostic diagnostic);

    /// <summary>Everything was read back.</summary>
    /// <param name="facts">What was compared, a line each.</param>
    /// <param name="elapsed">How long it took until all agreed.</param>
    void Verified(IReadOnlyList<string> facts, TimeSpan elapsed);
}
