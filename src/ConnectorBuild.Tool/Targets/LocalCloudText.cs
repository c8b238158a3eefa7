using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Targets;

/// <summary>What a sign-in through the local cloud says to a person.</summary>
internal static class LocalCloudText
{
    // The local cloud's own word in the place of a code of Entra's.
    private const string UnknownUser = "UnknownUser";

    /// <summary>A sign-in that got a token.</summary>
    public static string Proof(SignInResult result) =>
        $"proved: {result.User} signed in through the connector and got a token for {result.Audience} ({string.Join(' ', result.Scopes)})";

    /// <summary>A sign-in that was refused, as a line of a result.</summary>
    public static string Refused(SignInResult result) =>
        $"refused for {result.User ?? "the maker"}: {result.ErrorCode}: {SafeText.OneLine(result.Message ?? "")}";

    /// <summary>What to do about an API that the tenant neither knows nor assumes.</summary>
    /// <param name="answer">What the tenant answered.</param>
    /// <param name="scopes">The scopes that the connector asks the API for; empty for none.</param>
    public static string Advice(ApiAnswer answer, IReadOnlyList<string> scopes)
    {
        var assumes = $"The local cloud assumes none, because this text {answer.Refusal}. Correct resourceUri in apiProperties.json";
        if (answer.IsPlaceholder)
        {
            return $"{assumes}.";
        }

        var names = string.Join(", ", scopes.DefaultIfEmpty("user_impersonation").Select(s => $$"""{ "name": "{{SafeText.OneLine(s)}}" }"""));
        return $"{assumes}; or, if it is right, declare the API in local-cloud.json beside the project: "
            + $$"""{ "tenants": [ { "name": "local", "apis": [ { "resources": [ "{{SafeText.OneLine(answer.Resource)}}" ], "scopes": [ {{names}} ] } ] } ] }. docs/local-cloud.md lists the names.""";
    }

    /// <summary>A sign-in that was refused, as an error.</summary>
    public static ConnectorException NotProved(SignInResult result) => new(result.ErrorCode == UnknownUser
        ? new Diagnostic(RuntimeErrors.UnknownUser, $"{SafeText.OneLine(result.Message ?? "")} Nobody was signed in. Name one of these with --user.")
        : new Diagnostic(
        DeploymentDiagnostics.SignInNotProved,
        $"{(result.User is { } user ? $"User {user}" : "A maker")} could not sign in through connector {result.ConnectorId} "
            + $"({result.ErrorCode}: {SafeText.OneLine(result.Message ?? "")}). What was deployed stays. docs/troubleshooting.md says "
            + "what the code means; fix it, then publish again."))
    {
        Refusal = new ServiceRefusal(400, result.ErrorCode ?? "", result.Message ?? ""),
    };
}
