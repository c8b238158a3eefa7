using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>What several reads in a row have agreed on after a deployment.</summary>
/// <param name="desired">What the project wants.</param>
/// <param name="isBrought">Whether the user brought the secret.</param>
/// <param name="secret">What this run knows of the secret, as the end of a sentence.</param>
internal sealed class AgreedFacts(DesiredState desired, bool isBrought, string secret)
{
    /// <summary>
    /// What was read back and agreed, a line each. What an app that is only verified lacks is not among them, but among the plan's needs.
    /// </summary>
    /// <param name="now">What was read back.</param>
    /// <param name="isAsSent">Whether the platform keeps every column in the words that were sent.</param>
    public IReadOnlyList<string> Of(ObservedState now, bool isAsSent)
    {
        var facts = new List<string>();
        if (now.Entra?.Application is { } app)
        {
            facts.Add(desired.Application!.IsVerifiedOnly
                ? $"app registration '{app.DisplayName}' ({app.AppId}), another team's: nothing was written to it"
                : $"app registration '{app.DisplayName}' ({app.AppId}) with its service principal and {Count(app.Permissions.Length, "permission")}");
            if (desired.Application!.Secret.Kind is not (SecretSourceKind.Reference or SecretSourceKind.Federated))
            {
                facts.Add($"client secret {(!isBrought ? now.Dataverse.Record.Record?.SecretKeyId : $"from {desired.Application.Secret}")}{secret}");
            }
        }

        if (desired.Application is { IsOnBehalfOf: true, IsVerifiedOnly: false } && now.Entra?.Application is { } exposed)
        {
            facts.Add(
                $"on-behalf-of sign-in: {OnBehalfOf.IdentifierUri(exposed.AppId)} with scope "
                    + $"{exposed.Api.UserScope(OnBehalfOf.ScopeName)?.Value}, '{OnBehalfOf.PlatformName}' authorized");
        }

        if (desired.Application is { GrantAdminConsent: true } && now.Entra is { Grants: { Length: > 0 } grants })
        {
            facts.Add($"admin consent to {string.Join(' ', grants.SelectMany(g => g.Scopes).Distinct(StringComparer.Ordinal))}");
        }

        if (now.Dataverse.Connector is { } row)
        {
            facts.Add(
                $"connector '{row.Name}' in solution '{desired.Solution.UniqueName}', "
                    + $"{(isAsSent ? "every column that was sent read back as sent" : "read back, with the differences above")}");
            if (desired.Owner is not null || desired.Shares.Count > 0)
            {
                facts.Add(
                    "owner and shares "
                        + $"({string.Join(", ", desired.Shares.Select(s => $"{s.Principal} {s.Access}").Prepend(desired.Owner ?? "owner left alone"))})");
            }

            facts.AddRange(
                ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
                    .Where(
                        u => now.Entra?.Application?.RedirectUris.Contains(u, StringComparer.Ordinal) == true).Select(u => $"reply URL {u}"));
        }

        return facts;

        static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
    }
}
