using System.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>What a step does and to what. Unique in the plan of a connector, and the same in every plan that does the same.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Thing">To what kind of thing.</param>
/// <param name="Key">Which one: a name or id that does not change; empty for one that only the environment can name.</param>
public readonly record struct StepId(ChangeKind Kind, StepThing Thing, string Key);

/// <summary>What a step does to a thing.</summary>
public enum ChangeKind
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed.</summary>
    Update,

    /// <summary>Something is added to it, and what it has stays.</summary>
    Add,

    /// <summary>Something of our own is taken from it.</summary>
    Remove,

    /// <summary>It takes the place of its predecessor.</summary>
    Promote,
}

/// <summary>The kinds of things that steps change.</summary>
public enum StepThing
{
    /// <summary>An app registration.</summary>
    Application,

    /// <summary>An app registration that was deleted and comes back.</summary>
    DeletedApplication,

    /// <summary>An app's service principal.</summary>
    ServicePrincipal,

    /// <summary>Consent for all users to the scopes of a resource.</summary>
    AdminConsent,

    /// <summary>An Application ID URI of an app.</summary>
    IdentifierUri,

    /// <summary>A scope that an app exposes.</summary>
    AccessScope,

    /// <summary>An app that may use another app's scope without asking.</summary>
    Preauthorization,

    /// <summary>A client secret of an app.</summary>
    ClientSecret,

    /// <summary>A publisher.</summary>
    Publisher,

    /// <summary>A solution; its package, where it is imported.</summary>
    Solution,

    /// <summary>An upgrade of a solution that was staged.</summary>
    Upgrade,

    /// <summary>The definition of an environment variable.</summary>
    Variable,

    /// <summary>The value of an environment variable.</summary>
    VariableValue,

    /// <summary>The connection of a connection reference.</summary>
    ConnectionReference,

    /// <summary>A connector row.</summary>
    Connector,

    /// <summary>Sign-in settings and secret of a connector that an import brought.</summary>
    SignInSettings,

    /// <summary>The custom code of a connector.</summary>
    CustomCode,

    /// <summary>A reply URL of an app.</summary>
    ReplyUrl,

    /// <summary>An app's trust in the platform's tokens.</summary>
    FederatedCredential,

    /// <summary>The owner of a connector row.</summary>
    Owner,

    /// <summary>A share of a connector.</summary>
    Share,

    /// <summary>The record of the deployment.</summary>
    DeploymentRecord,
}

/// <summary>Words for <see cref="StepThing"/>.</summary>
internal static class StepThingText
{
    /// <summary>What people call it.</summary>
    public static string Noun(this StepThing thing) => thing switch
    {
        StepThing.Application or StepThing.DeletedApplication => "app registration",
        StepThing.ServicePrincipal => "service principal",
        StepThing.AdminConsent => "admin consent",
        StepThing.IdentifierUri => "application ID URI",
        StepThing.AccessScope => "scope",
        StepThing.Preauthorization => "authorized client",
        StepThing.ClientSecret => "client secret",
        StepThing.Publisher => "publisher",
        StepThing.Solution => "solution",
        StepThing.Upgrade => "upgrade",
        StepThing.Variable or StepThing.VariableValue => "environment variable",
        StepThing.ConnectionReference => "connection reference",
        StepThing.Connector or StepThing.SignInSettings => "connector",
        StepThing.CustomCode => "custom code",
        StepThing.ReplyUrl => "reply URL",
        StepThing.FederatedCredential => "federated credential",
        StepThing.Owner => "owner",
        StepThing.Share => "share",
        StepThing.DeploymentRecord => "deployment record",
        _ => throw new UnreachableException($"No noun for {thing}."),
    };
}
