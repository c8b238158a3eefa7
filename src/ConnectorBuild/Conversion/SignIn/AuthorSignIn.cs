using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>What the author's apiProperties.json says about the sign-in.</summary>
internal static class AuthorSignIn
{
    /// <summary>Whether it has connection parameters, which then win over what the document says.</summary>
    public static bool Exists(SourceNode properties) =>
        properties[Keyword.Properties][Keyword.ConnectionParameters].Count > 0
            || properties[Keyword.Properties][Keyword.ConnectionParameterSets].Exists;

    /// <summary>Whether one of them signs in with Microsoft Entra.</summary>
    public static bool IsEntra(SourceNode properties) =>
        HasEntra(properties[Keyword.Properties][Keyword.ConnectionParameters])
        || properties[Keyword.Properties][Keyword.ConnectionParameterSets][Keyword.Values].Elements.Any(set => HasEntra(set[Keyword.Parameters]));

    private static bool HasEntra(SourceNode parameters) =>
        parameters.Members.Any(
            p => string.Equals(p[Keyword.OAuthSettings][Keyword.IdentityProvider].Text, "aad", StringComparison.OrdinalIgnoreCase));
}
