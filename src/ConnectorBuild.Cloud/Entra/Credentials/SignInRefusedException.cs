using Azure.Identity;

namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>A way to sign in that has all it needs, and was refused.</summary>
/// <param name="way">The way, as a message names it.</param>
/// <param name="refusal">What Azure.Identity threw.</param>
internal sealed class SignInRefusedException(string way, Exception refusal) : AuthenticationFailedException(refusal.Message, refusal)
{
    /// <summary>The way, for example <c>Environment (AZURE_CLIENT_ID, AZURE_CLIENT_SECRET)</c>.</summary>
    public string Way { get; } = way;
}
