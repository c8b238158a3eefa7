namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Something that is true once a step is done, and that other steps need: the order of a plan follows from these.</summary>
/// <param name="Kind">What kind of thing is there.</param>
/// <param name="Key">Which one, by a name that no other connector of the environment has.</param>
public readonly record struct StepFact(FactKind Kind, string Key);

/// <summary>Kinds of <see cref="StepFact"/>.</summary>
public enum FactKind
{
    /// <summary>The app registration, with its client id; by the unique name that it should have.</summary>
    Application,

    /// <summary>The app's service principal; by the app's unique name.</summary>
    ServicePrincipal,

    /// <summary>The scope that the app exposes to the platform; by the app's unique name.</summary>
    AccessScope,

    /// <summary>The service principal of "Azure API Connections"; without a key, as a tenant has one at most.</summary>
    PlatformPrincipal,

    /// <summary>A client secret that the token endpoint takes; by the connector's row name.</summary>
    ClientSecret,

    /// <summary>The publisher; by its prefix.</summary>
    Publisher,

    /// <summary>The solution, where it is imported with all that it brings; by its unique name.</summary>
    Solution,

    /// <summary>The environment variable with its value; by its schema name.</summary>
    Variable,

    /// <summary>The connector row; by its name.</summary>
    Connector,

    /// <summary>Sign-in settings and secret in a connector that an import brought; by its name.</summary>
    SignInSettings,

    /// <summary>The connector's custom code; by its name.</summary>
    CustomCode,

    /// <summary>The connector's owner; by its name.</summary>
    Owner,

    /// <summary>The connector's redirect URLs on the app; by its name.</summary>
    ReplyUrl,

    /// <summary>The app's trust in the platform's tokens for the connector; by its name.</summary>
    FederatedCredential,

    /// <summary>The record of the deployment; by its schema name.</summary>
    DeploymentRecord,
}
