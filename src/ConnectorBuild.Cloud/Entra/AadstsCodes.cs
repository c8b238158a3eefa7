using System.Text.RegularExpressions;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>What Entra's error codes mean for a deployment, and the way out.</summary>
internal static partial class AadstsCodes
{
    private static readonly Dictionary<string, string> WayOut = new(StringComparer.Ordinal)
    {
        ["7000215"] = "The client secret is wrong (the secret's ID instead of its value, or that of another app): take the value of a current secret.",
        ["7000222"] = "The client secret has expired: mint a new one and update the secret store, or move to workload identity federation, which has none.",
        ["700016"] = "The app is not in this tenant: check the client id and TenantId, and that the app was consented to here.",
        ["7000229"] = "The app has no service principal in this tenant: make one (az ad sp create --id <client id>).",
        ["90002"] = "The tenant does not exist in this cloud: check TenantId and Cloud of the environment.",
        ["500011"] = "The resource is not in the tenant: check Url of the environment (Dataverse) to the letter.",
        ["700213"] = "No federated credential of the app matches the token's subject, which the message quotes: give a credential exactly that subject. GitHub repositories made, renamed or transferred since 15 July 2026 send ids in it (repo:owner@id/repository@id:...): docs/signing-in.md shows how to read them.",
        ["7002138"] = "A federated credential of the app has the token's subject in other letter case, and case counts: delete that credential and create it again with the subject that the message quotes.",
        ["700211"] = "No federated credential of the app has the token's issuer: for GitHub it is https://token.actions.githubusercontent.com.",
        ["700212"] = "No federated credential of the app has the token's audience: compare it with docs/signing-in.md, where each cloud has its own, and check Cloud of the environment.",
        ["70021"] = "No federated credential of the app matches the token: compare issuer, subject and audience with what the CI system sends.",
        ["700024"] = "The assertion is not valid at this time: check the clock of the machine, and that the token file is renewed.",
        ["700027"] = "The certificate is not registered on the app, or is another one: upload its public part to the app.",
        ["50034"] = "The user is not in this tenant: sign in as a user of the environment's tenant.",
        ["50076"] = "Multi-factor authentication is required: sign in interactively (az login), or use a service principal.",
        ["50079"] = "Multi-factor authentication is required: sign in interactively (az login), or use a service principal.",
        ["53003"] = "Conditional access blocks the sign-in: ask the administrator which condition is not met.",
        ["65001"] = "The app was not consented to: an administrator must grant consent.",
        ["70043"] = "The sign-in has expired: sign in again (az login).",
        ["700082"] = "The sign-in has expired: sign in again (az login).",
    };

    /// <summary>The way out of an error text with a code; a pointer to the documentation for a code that is not listed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="service">Where to sign in to: <c>Entra</c> or <c>Dataverse</c>.</param>
    public static string Explain(string text, string service) => (Code().Match(text).Groups[1].Value, service) switch
    {
        ("500011", "Entra") =>
            "Microsoft Graph is not known by that name in the tenant's cloud: check Cloud, and with it GraphUrl and AuthorityHost of "
                + "the environment.",
        (var code, _) => WayOut.GetValueOrDefault(code, "docs/troubleshooting.md lists codes and ways out."),
    };

    /// <summary>The first code in a text of Entra's, without <c>AADSTS</c>; null where there is none.</summary>
    public static string? Find(string text) => Code().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"AADSTS(\d+)")]
    private static partial Regex Code();
}
