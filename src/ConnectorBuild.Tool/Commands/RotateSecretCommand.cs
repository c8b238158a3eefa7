using System.CommandLine;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector rotate-secret</c>: a new secret now; the old one stays for its overlap.</summary>
internal sealed class RotateSecretCommand : Command
{
    public RotateSecretCommand(ToolContext context)
        : base(
            "rotate-secret",
            "Mints a new client secret now and gives it to the connector; the old one stays usable for a day and is removed by a later "
                + "run.")
    {
        var options = new RunOptionSet(this);
        SetAction((parsed, cancellationToken) =>
        {
            var asked = context.Clock.GetUtcNow();
            return DeploymentRun.RunAsync(context, "rotate the secret of", options.Read(parsed), RotateAsync, cancellationToken);

            async Task<int> RotateAsync(DeploymentRun run, CancellationToken stop)
            {
                // Of several connectors those whose secret is ours; none at all is a mistake.
                var ours = run.States.Where(s => s.Application is { IsVerifiedOnly: false, Secret.Kind: SecretSourceKind.Minted }).ToList();
                if (ours.Count == 0)
                {
                    throw new ConnectorException(new Diagnostic(
                        EntraDiagnostics.NothingToRotate,
                        $"The connector's secret in '{run.Desired.Target.Name}' is not ours to rotate "
                            + $"({run.Desired.Application?.Secret.ToString() ?? "it does not sign in with Entra"}). Nothing was "
                            + "changed. Renew it where it comes from, then publish."));
                }

                var rotated = ours.Select(s => s with { Application = s.Application! with { RotateAsOf = asked } }).ToList();
                return await DeployCommand.DeployAllAsync(run, context, rotated, [], deployed: null, stop).ConfigureAwait(false);
            }
        });
    }
}
