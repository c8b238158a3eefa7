using System.CommandLine;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector deploy</c>: plans, applies, verifies.</summary>
internal sealed class DeployCommand : Command
{
    public DeployCommand(ToolContext context)
        : base("deploy", "Deploys the connector with its app registration, secret and reply URL to an environment.")
    {
        var options = new RunOptionSet(this);
        var plan = new Option<string?>("--plan") { Description = "Applies exactly the plan that 'plan --out' wrote to this file, and "
            + "refuses when project or environment have changed since." };
        Add(plan);
        var live = WaitLive.Option();
        Add(live);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "deploy to",
            options.Read(parsed),
            (run, stop) => DeployAsync(run, context, parsed.GetValue(plan), parsed.GetResult(live) is null ? null : parsed.GetValue(live), stop),
            cancellationToken));
    }

    private static async Task<int> DeployAsync(
        DeploymentRun run, ToolContext context, string? plan, TimeSpan? live, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<Guid, string>();
        var exit = await DeployAllAsync(
            run,
            context,
            run.States,
            plan is null ? [] : ApprovedPlan.ReadAll(plan),
            result =>
            {
                if (result.Observed.Dataverse.Connector is { InternalId: { } id } row)
                {
                    ids[row.Id] = id;
                }
            },
            cancellationToken).ConfigureAwait(false);
        run.WriteSettings(ids);
        foreach (var desired in live is null ? [] : run.States)
        {
            exit = ExitCode.Worse(exit, await WaitLive.WaitAsync(run, context, desired, live!.Value, cancellationToken).ConfigureAwait(false));
        }

        return exit;
    }

    /// <summary>Deploys connectors, and shows of each what its deployment left.</summary>
    internal static async Task<int> DeployAllAsync(
        DeploymentRun run,
        ToolContext context,
        IReadOnlyList<DesiredState> states,
        IReadOnlyList<ApprovedPlan> approved,
        Action<DeploymentResult>? deployed,
        CancellationToken cancellationToken)
    {
        var exit = ExitCode.Done;
        await run.Engine.DeployAllAsync(
            states,
            approved,
            async (_, result, stop) =>
            {
                deployed?.Invoke(result);
                exit = ExitCode.Worse(exit, await FinishAsync(run, context, result, stop).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);
        return exit;
    }

    /// <summary>Shows what a deployment left, and proves the sign-in where that can be done.</summary>
    private static async Task<int> FinishAsync(DeploymentRun run, ToolContext context, DeploymentResult result, CancellationToken cancellationToken)
    {
        run.WriteReceipt(result.Observed);
        if (result.Plan.Needs.Length > 0)
        {
            // Before the result, so that nobody stops reading at it.
            run.Console.Heading($"For {DeploymentText.Party(result.Plan)}");
            foreach (var need in result.Plan.Needs)
            {
                run.Console.Line("  * " + need);
            }
        }

        run.Console.Heading("Result");
        foreach (var line in DeploymentText.Result(run.Desired, result.Observed, context.Clock.GetUtcNow()))
        {
            run.Console.Result(line);
        }

        // Nobody is to share a connector that is not there yet, so the plan of the first deployment did not say so.
        foreach (var unseen in result.Plan.Diagnostics.Where(d => d.Descriptor == EntraDiagnostics.SeenByOwnerOnly).Except(run.Console.Reported))
        {
            run.Console.Report(unseen);
        }

        if (result.Plan.Needs.Length > 0)
        {
            return Wait(run, result, await TryWhileWaitingAsync(run, cancellationToken).ConfigureAwait(false));
        }

        var (proof, refusal) = await ProveAsync(run, result, cancellationToken).ConfigureAwait(false);
        run.Console.Result(new("sign-in", proof ?? Unproved(run, result, refusal)));
        if (proof is not null)
        {
            foreach (var api in run.Assumed)
            {
                run.Console.Line($"                 The proof rests on an assumption. {api.Text}");
            }
        }

        var call = refusal is null ? await run.Session.ProveCallAsync(run.Project, run.Desired, cancellationToken).ConfigureAwait(false) : null;
        run.PrintJson(result.Observed, result.Plan, json =>
        {
            json["signIn"] = new JsonObject { ["isProved"] = proof is not null, ["text"] = proof ?? refusal };
            json["call"] = call is null
                ? null
                : new JsonObject { ["isProved"] = call.IsProved, ["operation"] = call.OperationId, ["status"] = call.Status, ["text"] = call.Text };
        });
        run.Console.Line("");
        run.Arrow(refusal is not null ? "waiting for an administrator's consent"
            : result.Plan.IsEmpty ? "nothing to do" : $"{DeploymentText.Plural(result.Plan.Steps.Length, "change")} made and verified");
        ReportCall(run, call);
        return refusal is null ? ExitCode.Done : ExitCode.Waiting;
    }

    // With an arrow, as the terminal logger shows no other line.
    private static void ReportCall(DeploymentRun run, CallProof? call)
    {
        if (call is { IsProved: true })
        {
            run.Console.Line($"{run.Project.ProjectName} -> called: {call.Text}");
        }
        else if (call is not null && run.Project.Proof == ConnectorProof.Call)
        {
            throw new ConnectorException(new Diagnostic(
                RuntimeErrors.CallNotProved, $"The deployment is not proved by a call of {call.OperationId ?? "an operation"}: "
                    + $"{call.Text.TrimEnd('.')}. What was deployed stays. 'dotnet connector call' tries the call alone."));
        }
        else if (call is { NeedsCredential: true })
        {
            run.Console.Line($"{run.Project.ProjectName} -> not called: {call.Text}");
        }
        else if (call is not null)
        {
            run.Console.Report(new Diagnostic(
                RuntimeErrors.CallNotTried, $"The sign-in is proved, and a call of {call.OperationId ?? "an operation"} with the "
                    + $"project's API is not: {call.Text.TrimEnd('.')}. Correct the reason, or name another operation with "
                    + "ConnectorProofOperation."));
        }
    }

    // The plan has said before anything was written that an administrator must consent first, so that refusal is not a failure.
    private static async Task<(string? Proof, string? Refusal)> ProveAsync(
        DeploymentRun run, DeploymentResult result, CancellationToken cancellationToken)
    {
        return await run.Session.TrySignInAsync(run.Desired, cancellationToken).ConfigureAwait(false) switch
        {
            null => (null, null),
            { Failure: null } proof => (proof.Text, null),
            { Code: "AADSTS65001" or "AADSTS90094" } refused when AdminOnlyScopes.Of(run.Desired, result.Observed).Count > 0 => (null, refused.Code),
            { Failure: var failure } => throw failure,
        };
    }

    // Nobody is asked for consent on behalf of a user, so what a second user gets meanwhile is worth seeing.
    private static async Task<SignInProof?> TryWhileWaitingAsync(DeploymentRun run, CancellationToken cancellationToken)
    {
        var proof = run.Desired.Application is { IsOnBehalfOf: true }
            ? await run.Session.TrySignInAsync(run.Desired, cancellationToken).ConfigureAwait(false)
            : null;
        if (proof is not ({ IsProved: true } or { IsRefusedByEntra: true }))
        {
            return null;
        }

        run.Console.Result(new("sign-in", proof.Text));
        return proof;
    }

    private static int Wait(DeploymentRun run, DeploymentResult result, SignInProof? proof)
    {
        run.Console.Report(result.Plan.Diagnostics.FirstOrDefault(
            d => d.Descriptor == EntraDiagnostics.OnBehalfOfWaits) ?? result.Plan.Diagnostics.FirstOrDefault(
                d => d.Descriptor == EntraDiagnostics.ReferredSecretMissing
                    && run.Desired.Application is not { IsVerifiedOnly: true }) ?? new Diagnostic(
            EntraDiagnostics.OwnerMustAct,
            $"The app belongs to another team (EntraMode=\"Verify\"), and users cannot sign in before its owner has done what is "
                + $"listed for them ({DeploymentText.Plural(result.Plan.Needs.Length, "thing")}). Send it to them; then publish again."));
        run.PrintJson(result.Observed, result.Plan, json => json["signIn"] = proof is null
            ? null
            : new JsonObject { ["isProved"] = proof.IsProved, ["text"] = proof.Text });
        run.Arrow($"waiting for {DeploymentText.Party(result.Plan)}");
        return ExitCode.Waiting;
    }

    // Nobody but a person can consent in a real tenant, so the last proof is theirs.
    private static string Unproved(DeploymentRun run, DeploymentResult result, string? refusal)
    {
        if (run.Desired.Application is not { } wanted)
        {
            return "the connector does not sign in with Entra";
        }

        var adminOnly = AdminOnlyScopes.Of(run.Desired, result.Observed);
        var link = result.Observed.Entra?.Application is { } app ? AdminOnlyScopes.Link(run.Desired.Target, app.AppId) : null;
        if (refusal is not null)
        {
            return $"refused ({refusal}) until an administrator consents to {string.Join(", ", adminOnly)}: open {link}, or set "
                + "ConnectorGrantAdminConsent=true and deploy again";
        }

        return "not proved: only a person can. Make a connection at https://make.powerautomate.com/ > Custom connectors > "
            + $"{run.Desired.Row.Identity.DisplayName} > Test"
            + (wanted.GrantAdminConsent ? "; admin consent is given" : link is null ? "" : $"; admin consent, {Consenter(adminOnly)}: {link}");
    }

    private static string Consenter(IReadOnlyList<string> adminOnly) =>
        adminOnly.Count == 0 ? "where users may not consent" : $"which only an administrator can give to {string.Join(", ", adminOnly)}";
}
