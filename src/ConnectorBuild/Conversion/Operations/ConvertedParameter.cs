using ConnectorBuild.Conversion.Drafts;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>A parameter of Swagger 2.0.</summary>
/// <param name="Given">Name and place of the parameter in the document, of which it is the whole or a property.</param>
/// <param name="Draft">The parameter.</param>
internal sealed record ConvertedParameter((string Name, string In) Given, DraftObject Draft)
{
    /// <summary>Its own name and place.</summary>
    public (string Name, string In) Written => (DraftView.TextOf(Draft["name"])!, DraftView.TextOf(Draft["in"])!);
}
