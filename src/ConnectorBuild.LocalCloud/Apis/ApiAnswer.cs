namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>What a tenant says to an <see cref="ApiRequest"/>.</summary>
/// <param name="Resource">The address or client id that was asked for.</param>
/// <param name="Api">The API; null where the tenant knows none and assumes none.</param>
/// <param name="Refusal">Why none is assumed, as the second half of a sentence that begins with the resource; null where there is an API.</param>
public sealed record ApiAnswer(string Resource, LocalApi? Api, string? Refusal)
{
    /// <summary>Whether the text waits to be filled in.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>Whether a proof rests on the assumption that the API, or this address of it, exists.</summary>
    public bool IsAssumed { get; init; }
}
