using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Something that an app needs so that the platform can exchange tokens on behalf of the signed-in user.</summary>
public abstract record OnBehalfOfStep : DeploymentStep
{
    private protected OnBehalfOfStep(ChangeKind kind, StepThing thing, string key, string summary)
        : base(new StepId(kind, thing, key), summary)
    {
    }
}

/// <summary>Adds the app's usual Application ID URI.</summary>
/// <param name="UniqueName">The unique name that the app should have.</param>
/// <param name="Uri">The URI; null while the app has no client id.</param>
public sealed record AddIdentifierUri(string UniqueName, string? Uri)
    : OnBehalfOfStep(ChangeKind.Add, StepThing.IdentifierUri, UniqueName, Uri ?? "api:// and the client id");

/// <summary>Adds the scope that the platform asks for, or opens the existing one to users.</summary>
/// <param name="UniqueName">The unique name that the app should have.</param>
/// <param name="Existing">A scope of that name that is disabled or for administrators only; null without one.</param>
public sealed record AddAccessScope(string UniqueName, ExposedScope? Existing)
    : OnBehalfOfStep(ChangeKind.Add, StepThing.AccessScope, UniqueName, $"{OnBehalfOf.ScopeName}, which {Change(Existing)}")
{
    private static string Change(ExposedScope? existing) => existing switch
    {
        null => "the app exposes to users",
        { IsEnabled: false, IsForUsers: false } => "is disabled and for administrators only, and is enabled and opened to users",
        { IsEnabled: false } => "is disabled, and is enabled",
        _ => "is for administrators only, and is opened to users",
    };
}

/// <summary>Makes the service principal of the platform's app.</summary>
public sealed record CreatePlatformPrincipal()
    : OnBehalfOfStep(
        ChangeKind.Create, StepThing.ServicePrincipal, OnBehalfOf.PlatformAppId,
        $"of '{OnBehalfOf.PlatformName}' ({OnBehalfOf.PlatformAppId})");

/// <summary>Lets the platform's app use the scope without asking the user.</summary>
/// <param name="UniqueName">The unique name that the app should have.</param>
/// <param name="Scope">The scope's name.</param>
public sealed record Preauthorize(string UniqueName, string Scope)
    : OnBehalfOfStep(ChangeKind.Add, StepThing.Preauthorization, UniqueName, $"'{OnBehalfOf.PlatformName}' for {Scope}, so that users are not asked");
