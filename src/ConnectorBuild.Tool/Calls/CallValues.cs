namespace ConnectorBuild.Tool.Calls;

/// <summary>What a person gives for a call.</summary>
/// <param name="Parameters">Values by the parameters' names; a name with several values is a list.</param>
/// <param name="Body">The body's bytes; null for none.</param>
internal sealed record CallValues(ILookup<string, string> Parameters, byte[]? Body)
{
    /// <summary>No values.</summary>
    public static CallValues None { get; } = Of([]);

    /// <summary>Values without a body.</summary>
    public static CallValues Of(IEnumerable<KeyValuePair<string, string>> parameters) =>
        new(parameters.ToLookup(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase), null);
}
