using System.CommandLine;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector deploy</c>: plans, applies, verifies.</summary>
internal sealed class DeployCommand : Command
{
    public DeployCommand(ToolContext context)
        : base("deploy", "Makes the connector, its app registration, secret and reply URL true in an environment.")
    {
        var options = new RunOptionSet(this);
        var plan = new Option<string?>("--plan") { Description = "Applies exactly the plan that 'plan --out' wrote to this file, and refuses when project or environment have changed since." };
        Add(plan);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "deploy to",
            options.Read(parsed),
            (run, stop) => DeployAsync(run, context, parsed.GetValue(plan), stop),
            cancellationToken));
    }

    private static async Task<int> DeployAsync(DeploymentRun run, ToolContext context, string? plan, CancellationToken cancellationToken)
    {
        var approved = plan is null ? [] : ApprovedPlan.ReadAll(plan);
        var ids = new Dictionary<Guid, string>();
        var exit = await ApplyAllAsync(
            run,
            context,
            run.States,
            desired => approved.FirstOrDefault(a => a.ConnectorId == desired.Row.Identity.RowId) ?? (approved.Count > 0 ? approved[0] : null),
            result =>
            {
                if (result.Observed.Dataverse.Connector is { InternalId: { } id } row)
                {
                    ids[row.Id] = id;
                }
            },
            cancellationToken).ConfigureAwait(false);
        run.WriteSettings(ids);
        return exit;
    }

    /// <summary>Deploys connectors: all are planned before the first is touched, so that what forbids one leaves none of them half done.</summary>
    internal static async Task<int> ApplyAllAsync(
        DeploymentRun run,
        ToolContext context,
        IReadOnlyList<DesiredState> states,
        Func<DesiredState, ApprovedPlan?> approval,
        Action<DeploymentResult>? deployed,
        CancellationToken cancellationToken)
    {
        var prepared = new List<PreparedDeployment>();
        foreach (var read in await run.Engine.ReadAllAsync(states, approval, isSecretNeeded: true, cancellationToken).ConfigureAwait(false))
        {
            run.Use(read.Desired);
            prepared.Add(run.Engine.Prepare(read));
        }

        if (prepared.Any(p => p.Plan.IsBlocked))
        {
            throw new ConnectorException([.. prepared.Where(p => p.Plan.IsBlocked).SelectMany(p => p.Plan.Diagnostics).Distinct().OrderByDescending(d => d.Severity)]);
        }

        var (exit, overtaken) = (ExitCode.Done, new List<PreparedDeployment>());
        foreach (var (deployment, index) in prepared.Select((d, i) => (d, i)))
        {
            // Where one could not go without an import of its own, it took the secrets of those before it.
            var result = await ApplyOneAsync(deployment).ConfigureAwait(false);
            overtaken = result.Plan.Steps.Any(s => s is ImportSolution) ? prepared[..index] : overtaken;
        }

        foreach (var deployment in overtaken)
        {
            await ApplyOneAsync(deployment).ConfigureAwait(false);
        }

        return exit;

        async Task<DeploymentResult> ApplyOneAsync(PreparedDeployment deployment)
        {
            // Of a single one the heading and the plan stand there already.
            if (prepared.Count > 1)
            {
                run.Use(deployment.Desired);
            }

            var result = await run.Engine.ApplyAsync(deployment, cancellationToken).ConfigureAwait(false);
            deployed?.Invoke(result);
            exit = ExitCode.Worse(exit, await FinishAsync(run, context, result, cancellationToken).ConfigureAwait(false));
            return result;
        }
    }

    /// <summary>Shows what a deployment left, and proves the sign-in where that can be done.</summary>
    internal static async Task<int> FinishAsync(DeploymentRun run, ToolContext context, DeploymentResult result, CancellationToken cancellationToken)
    {
        run.WriteReceipt(result.Observed);
        if (result.Plan.Needs.Length > 0)
        {
            run.Console.Heading("For the app's owner");
            foreach (var need in result.Plan.Needs)
            {
                run.Console.Line("  * " + need);
            }
        }

        run.Console.Heading("Result");
        foreach (var line in DeploymentText.Result(run.Desired, result.Observed, context.Clock.GetUtcNow()))
        {
            run.Console.Line("  " + line);
        }

        if (result.Plan.Needs.Length > 0)
        {
            return Wait(run, result);
        }

        var proof = await run.Session.ProveSignInAsync(run.Desired, cancellationToken).ConfigureAwait(false);
        run.Console.Line("  sign-in        " + (proof ?? Unproved(run, result)));
        run.PrintJson(result.Observed, result.Plan, json => json["signIn"] = new JsonObject { ["isProved"] = proof is not null, ["text"] = proof });
        run.Console.Line("");
        run.Arrow(result.Plan.IsEmpty ? "nothing to do" : $"{DeploymentText.Plural(result.Plan.Steps.Length, "change")} made and verified");
        return ExitCode.Done;
    }

    private static int Wait(DeploymentRun run, DeploymentResult result)
    {
        run.Console.Report(new Diagnostic(
            EntraDiagnostics.OwnerMustAct,
            $"The app belongs to another team (EntraMode=\"Verify\"), and users cannot sign in before its owner has done what is listed for them ({DeploymentText.Plural(result.Plan.Needs.Length, "thing")}). Send it to them; then publish again."));
        run.PrintJson(result.Observed, result.Plan);
        run.Arrow("waiting for the app's owner");
        return ExitCode.Waiting;
    }

    // Nobody but a person can consent in a real tenant, so the last proof is theirs.
    private static string Unproved(DeploymentRun run, DeploymentResult result) => run.Desired.Application is null
        ? "the connector does not sign in with Entra"
        : $"not proved: only a person can. Make a connection at https://make.powerautomate.com/ > Custom connectors > {run.Desired.Row.Identity.DisplayName} > Test"
            + (run.Desired.Application.GrantAdminConsent ? "; admin consent is given"
                : result.Observed.Entra?.Application is { } app ? $"; admin consent, where users may not consent: {new Uri(run.Desired.Target.AuthorityHost, $"{run.Desired.Target.TenantId}/adminconsent?client_id={app.AppId}")}" : "");
}
