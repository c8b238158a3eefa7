using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Targets;

/// <summary>What a sign-in through the local cloud says to a person.</summary>
internal static class LocalCloudText
{
    /// <summary>A sign-in that got a token.</summary>
    public static string Proof(SignInResult result) =>
        $"proved: {result.User} signed in through the connector and got a token for {result.Audience} ({string.Join(' ', result.Scopes)})";

    /// <summary>A sign-in that was refused.</summary>
    public static ConnectorException NotProved(SignInResult result) => new(new Diagnostic(
        DeploymentDiagnostics.SignInNotProved,
        $"A maker could not sign in through connector {result.ConnectorId} ({result.ErrorCode}: {SafeText.OneLine(result.Message ?? "")}). What was deployed stays. docs/troubleshooting.md says what the code means; publish again after mending it."));
}
