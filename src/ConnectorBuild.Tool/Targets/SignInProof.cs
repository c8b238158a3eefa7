using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Targets;

/// <summary>What came of a sign-in through a connector.</summary>
/// <param name="Text">For people: whom it was proved by, or who was refused, and why.</param>
/// <param name="Failure">The error of a deployment that should have made the sign-in work; null where it was proved.</param>
internal sealed record SignInProof(string Text, ConnectorException? Failure = null)
{
    /// <summary>Whether a token was got.</summary>
    public bool IsProved => Failure is null;

    /// <summary>Entra's code, such as <c>AADSTS65001</c>, or the local cloud's own word; null where the sign-in was proved.</summary>
    public string? Code => Failure?.Refusal?.Code;

    /// <summary>Whether Entra refused, not the connector's own state.</summary>
    public bool IsRefusedByEntra => Code?.StartsWith("AADSTS", StringComparison.Ordinal) ?? false;
}
