using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Targets;

/// <summary>What a sign-in through the local cloud says to a person.</summary>
internal static class LocalCloudText
{
    /// <summary>A sign-in that got a token.</summary>
    public static string Proof(SignInResult result) =>
        $"proved: {result.User} signed in through the connector and got a token for {result.Audience} ({string.Join(' ', result.Scopes)})";

    /// <summary>What to do about an API that the tenant neither knows nor assumes.</summary>
    public static string Advice(ApiAnswer answer)
    {
        var resource = SafeText.OneLine(answer.Resource);
        return $"The local cloud assumes none, because this text {answer.Refusal}. Correct resourceUri in apiProperties.json; or, if it is right, declare the API in local-cloud.json beside the project: "
            + $$"""{ "tenants": [ { "name": "local", "apis": [ { "resources": [ "{{resource}}" ], "scopes": [ { "name": "user_impersonation" } ] } ] } ] }. docs/local-cloud.md lists the names.""";
    }

    /// <summary>A sign-in that was refused.</summary>
    public static ConnectorException NotProved(SignInResult result) => new(new Diagnostic(
        DeploymentDiagnostics.SignInNotProved,
        $"{(result.User is { } user ? $"User {user}" : "A maker")} could not sign in through connector {result.ConnectorId} ({result.ErrorCode}: {SafeText.OneLine(result.Message ?? "")}). What was deployed stays. docs/troubleshooting.md says what the code means; fix it, then publish again."))
    {
        Refusal = new ServiceRefusal(400, result.ErrorCode ?? "", result.Message ?? ""),
    };
}
