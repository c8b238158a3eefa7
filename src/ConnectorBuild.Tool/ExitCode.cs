using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.Tool;

/// <summary>What the process says to a script. The numbers are part of the contract.</summary>
internal static class ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    public const int Done = 0;

    /// <summary>Failed; for <c>validate</c>, findings at error level.</summary>
    public const int Failed = 1;

    /// <summary>
    /// <c>plan</c>, <c>status</c> and <c>retire</c> with <c>--detailed-exitcode</c>: there is something to do; <c>diff</c>: there is a
    /// difference.
    /// </summary>
    public const int Pending = 2;

    /// <summary>What is left to do belongs to another party.</summary>
    public const int Waiting = 3;

    /// <summary>What a plan that was not carried out says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="detailed">Whether <c>--detailed-exitcode</c> was given.</param>
    public static int Of(DeploymentPlan plan, bool detailed) =>
        !plan.IsEmpty ? (detailed ? Pending : Done) : plan.Needs.Length > 0 ? Waiting : Done;

    /// <summary>
    /// What <c>status</c> says: it has told what it was asked for, drift too; what forbids a deployment for another reason is a failure.
    /// </summary>
    /// <param name="plan">The plan of a deployment now.</param>
    /// <param name="detailed">Whether <c>--detailed-exitcode</c> was given.</param>
    public static int OfStatus(DeploymentPlan plan, bool detailed) =>
        plan.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error && d.Descriptor != DeploymentDiagnostics.Drift) ? Failed
        : plan.IsBlocked ? (detailed ? Pending : Done)
        : Of(plan, detailed);

    /// <summary>
    /// What an error says, whichever command meets it: the command line does not fit the connector, somebody must sign in first, or the
    /// command failed. A name that the environment does not have (an environment, a connector, a user) is a failure.
    /// </summary>
    public static int OfError(DiagnosticDescriptor error) => error == RuntimeErrors.SignInMissing ? Waiting : Misused.Contains(error) ? Usage : Failed;

    private static readonly DiagnosticDescriptor[] Misused =
    [
        RuntimeErrors.UnknownOperation, RuntimeErrors.ParametersWrong, RuntimeErrors.UnknownConnection, RuntimeErrors.NotATrigger,
        RuntimeErrors.NoChoices, DeploymentDiagnostics.UndocumentedNotAccepted, DeploymentDiagnostics.UserNotOfLocalCloud,
    ];

    /// <summary>Which of two says more: failed before waiting before pending before done.</summary>
    public static int Worse(int a, int b) => a == Failed || b == Failed ? Failed : Math.Max(a, b);

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;
}
