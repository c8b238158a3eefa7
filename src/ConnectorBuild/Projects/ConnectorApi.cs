namespace ConnectorBuild.Projects;

/// <summary>The <c>ConnectorApi</c> item: what a project says about the API whose build writes its OpenAPI document.</summary>
/// <param name="Server">The API's address; null if the document says it.</param>
/// <param name="Resource">The API's application ID URI in Microsoft Entra; null if the document or apiProperties.json says it.</param>
/// <param name="Scopes">The delegated permissions of the API that connections ask for.</param>
public sealed record ConnectorApi(string? Server, string? Resource, IReadOnlyList<string>? Scopes)
{
    /// <summary>The absolute path of the API's project file; null in a description of an older version.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The absolute path of the assembly that the API's build wrote; null where none is known.</summary>
    public string? Assembly { get; init; }
}
