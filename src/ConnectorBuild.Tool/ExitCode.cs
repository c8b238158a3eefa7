namespace ConnectorBuild.Tool;

/// <summary>What the process says to a script. The numbers are part of the contract.</summary>
internal static class ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    public const int Done = 0;

    /// <summary>Failed; for <c>validate</c>, findings at error level.</summary>
    public const int Failed = 1;

    /// <summary><c>plan</c> and <c>status</c> with <c>--detailed-exitcode</c>: there is something to do.</summary>
    public const int Pending = 2;

    /// <summary>What is left to do belongs to another party.</summary>
    public const int Waiting = 3;

    /// <summary>What a plan that was not carried out says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="detailed">Whether <c>--detailed-exitcode</c> was given.</param>
    public static int Of(Deployment.DeploymentPlan plan, bool detailed) =>
        !plan.IsEmpty ? (detailed ? Pending : Done) : plan.Needs.Length > 0 ? Waiting : Done;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;
}
