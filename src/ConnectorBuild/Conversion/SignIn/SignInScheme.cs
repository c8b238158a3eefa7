using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>How a scheme signs in, best first.</summary>
internal enum SignInKind
{
    Entra,
    OAuth,
    KeyInHeader,
    Basic,
    KeyInQuery,
}

/// <summary>A security scheme that a connector can use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it signs in.</param>
/// <param name="Node">The scheme in the document.</param>
/// <param name="Definition">What Swagger 2.0 says of it.</param>
internal sealed record SignInScheme(string Name, SignInKind Kind, SourceNode Node, DraftObject Definition)
{
    /// <summary>The tenant, where it is one of Entra.</summary>
    public EntraIssuer? Issuer { get; init; }

    /// <summary>The flow that says how to sign in; missing if the scheme has none.</summary>
    public SourceNode Flow { get; init; }

    /// <summary>The scopes that the document names, with their descriptions where it has them.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
