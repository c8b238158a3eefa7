using System.Diagnostics;
using System.Globalization;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Why a connector gets another client secret.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Expires">The end of the secret that it holds, where that is the reason.</param>
public sealed record SecretReason(SecretReasonKind Kind, DateTimeOffset? Expires = null)
{
    /// <summary>An import clears the secret.</summary>
    public static SecretReason ClearedByImport { get; } = new(SecretReasonKind.ClearedByImport);

    /// <summary>The connection parameters are written, and the secret with them.</summary>
    public static SecretReason LostWithParameters { get; } = new(SecretReasonKind.LostWithParameters);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SecretReasonKind.NoneYet => "the connector has none yet",
        SecretReasonKind.AppWasDeleted => "the app was deleted, and whether its secrets outlive that is not known",
        SecretReasonKind.ClearedByImport => "an import clears the connector's current client secret",
        SecretReasonKind.Unknown => "it is not known which one the connector holds",
        SecretReasonKind.OtherThanBrought => "it is another one than the connector holds",
        SecretReasonKind.NotTriedBefore => "it could not be tried before",
        SecretReasonKind.GoneFromApp => "the one that the connector holds is gone from the app",
        SecretReasonKind.NotOurs => "the one that the connector holds does not carry our name, so it would never be retired",
        SecretReasonKind.AskedFor => "a new one was asked for",
        SecretReasonKind.Expires => string.Create(CultureInfo.InvariantCulture, $"the one that the connector holds expires on {Expires:yyyy-MM-dd}"),
        SecretReasonKind.LostWithParameters => "the connection parameters change and writing them loses the one that the connector holds",
        _ => throw new UnreachableException($"No words for {Kind}."),
    };
}

/// <summary>Kinds of <see cref="SecretReason"/>.</summary>
public enum SecretReasonKind
{
    /// <summary>The connector has none.</summary>
    NoneYet,

    /// <summary>The app was deleted.</summary>
    AppWasDeleted,

    /// <summary>An import clears the one that the connector holds.</summary>
    ClearedByImport,

    /// <summary>It is not known which one the connector holds.</summary>
    Unknown,

    /// <summary>The secret that was brought is not the one that the connector holds.</summary>
    OtherThanBrought,

    /// <summary>The secret was passed on before anybody could try it.</summary>
    NotTriedBefore,

    /// <summary>The app does not have the secret any more.</summary>
    GoneFromApp,

    /// <summary>The secret does not carry our name.</summary>
    NotOurs,

    /// <summary>A new one was asked for.</summary>
    AskedFor,

    /// <summary>It comes near its end.</summary>
    Expires,

    /// <summary>The connection parameters are written, and the secret with them.</summary>
    LostWithParameters,
}
