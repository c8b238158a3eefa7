namespace ConnectorBuild.Connectors;

/// <summary>A federated identity credential: tokens of an issuer for a subject that stand for the app.</summary>
/// <param name="Issuer">The token's issuer.</param>
/// <param name="Subject">The token's subject.</param>
/// <param name="Audience">The token's audience.</param>
public sealed record FederatedTrust(string Issuer, string Subject, string Audience)
{
    /// <summary>The audience that Entra exchanges tokens of.</summary>
    public const string DefaultAudience = "api://AzureADTokenExchange";
}
