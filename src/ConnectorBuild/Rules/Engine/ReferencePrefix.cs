using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>What a reference must begin with.</summary>
internal static class ReferencePrefix
{
    public static string Of(Keyword section) => section switch
    {
        Keyword.Parameters => "#/parameters/",
        Keyword.Responses => "#/responses/",
        _ => "#/definitions/",
    };

    /// <summary>Whether a reference points to an entry of the section itself, not into one.</summary>
    public static bool Fits(string reference, Keyword section)
    {
        var prefix = Of(section);
        return reference.Length > prefix.Length
            && reference.StartsWith(prefix, StringComparison.Ordinal)
            && !reference.AsSpan(prefix.Length).Contains('/');
    }
}
