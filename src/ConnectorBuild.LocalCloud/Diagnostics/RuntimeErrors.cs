using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.LocalCloud.Diagnostics;

/// <summary>What can go wrong when a connector is called in the local cloud.</summary>
public static class RuntimeErrors
{
    /// <summary>The operation is not in the definition.</summary>
    public static readonly DiagnosticDescriptor UnknownOperation = new("CB9601", "The connector has no such operation", DiagnosticSeverity.Error);

    /// <summary>The connection is not there, or is of another connector.</summary>
    public static readonly DiagnosticDescriptor UnknownConnection = new(
        "CB9602", "The connection does not fit the connector", DiagnosticSeverity.Error);

    /// <summary>A connection needs a sign-in or a credential.</summary>
    public static readonly DiagnosticDescriptor SignInMissing = new(
        "CB9603", "A connection needs a sign-in or a credential", DiagnosticSeverity.Error);

    /// <summary>A call goes to a host that is not allowed.</summary>
    public static readonly DiagnosticDescriptor HostNotAllowed = new("CB9604", "A call goes to a host that is not allowed", DiagnosticSeverity.Error);

    /// <summary>A policy template is not known.</summary>
    public static readonly DiagnosticDescriptor UnknownTemplate = new(
        "CB9605", "The local cloud does not know a policy template", DiagnosticSeverity.Error);

    /// <summary>A policy cannot be applied.</summary>
    public static readonly DiagnosticDescriptor PolicyFailed = new("CB9606", "A policy could not be applied", DiagnosticSeverity.Error);

    /// <summary>The script failed.</summary>
    public static readonly DiagnosticDescriptor ScriptFailed = new("CB9607", "The script failed", DiagnosticSeverity.Error);

    /// <summary>The script has used up its time.</summary>
    public static readonly DiagnosticDescriptor ScriptTimeLimit = new("CB9608", "The script has used up its time", DiagnosticSeverity.Error);

    /// <summary>The backend cannot be reached.</summary>
    public static readonly DiagnosticDescriptor BackendUnreachable = new("CB9609", "The backend cannot be reached", DiagnosticSeverity.Error);

    /// <summary>The backend is too slow.</summary>
    public static readonly DiagnosticDescriptor BackendTimeout = new("CB9610", "The backend gave no answer in time", DiagnosticSeverity.Error);

    /// <summary>A body is larger than the platform takes.</summary>
    public static readonly DiagnosticDescriptor MessageTooLarge = new("CB9611", "A body is larger than the platform takes", DiagnosticSeverity.Error);

    /// <summary>An answer is not JSON.</summary>
    public static readonly DiagnosticDescriptor NotJson = new("CB9612", "The backend's answer is not JSON", DiagnosticSeverity.Error);

    /// <summary>The answer is not what the definition says.</summary>
    public static readonly DiagnosticDescriptor AnswerDiffers = new(
        "CB9613", "The answer is not what the definition says", DiagnosticSeverity.Warning);

    /// <summary>A call names parameters that the operation does not have, or lacks some.</summary>
    public static readonly DiagnosticDescriptor ParametersWrong = new(
        "CB9614", "The parameters of a call do not fit the operation", DiagnosticSeverity.Error);

    /// <summary>The call was answered, and not with success.</summary>
    public static readonly DiagnosticDescriptor CallRefused = new("CB9615", "The call was not answered with success", DiagnosticSeverity.Error);

    /// <summary>A proof by a call did not succeed.</summary>
    public static readonly DiagnosticDescriptor CallNotProved = new(
        "CB9616", "A call through the connector was not proved", DiagnosticSeverity.Error);

    /// <summary>A call that nobody asked for did not succeed.</summary>
    public static readonly DiagnosticDescriptor CallNotTried = new(
        "CB9617", "A call through the connector did not succeed", DiagnosticSeverity.Warning);

    /// <summary>The payload of a trigger does not fit.</summary>
    public static readonly DiagnosticDescriptor PayloadDiffers = new(
        "CB9618", "The payload of a trigger is not what the definition says", DiagnosticSeverity.Error);

    /// <summary>A trigger cannot be listened to.</summary>
    public static readonly DiagnosticDescriptor NotATrigger = new(
        "CB9619", "The operation is not a trigger that can be listened to", DiagnosticSeverity.Error);

    /// <summary>A subscription of a webhook was refused.</summary>
    public static readonly DiagnosticDescriptor SubscriptionFailed = new(
        "CB9620", "The subscription of a webhook did not succeed", DiagnosticSeverity.Error);

    /// <summary>Nothing came in the time of a listener.</summary>
    public static readonly DiagnosticDescriptor NothingCame = new("CB9621", "A trigger brought nothing in the time", DiagnosticSeverity.Error);

    /// <summary>A parameter has no choices.</summary>
    public static readonly DiagnosticDescriptor NoChoices = new("CB9622", "The choices of a parameter cannot be found", DiagnosticSeverity.Error);

    /// <summary>A connection made too many requests.</summary>
    public static readonly DiagnosticDescriptor RateLimited = new(
        "CB9623", "A connection made more requests than the platform takes", DiagnosticSeverity.Error);

    /// <summary>The connector is not in the local cloud.</summary>
    public static readonly DiagnosticDescriptor UnknownConnector = new("CB9624", "The connector is not in the local cloud", DiagnosticSeverity.Error);

    /// <summary>The tenant has no user of that name.</summary>
    public static readonly DiagnosticDescriptor UnknownUser = new("CB9625", "The local cloud has no such user", DiagnosticSeverity.Error);
}
