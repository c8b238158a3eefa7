namespace ConnectorBuild.Connectors;

/// <summary>The texts of a solution, of its publisher or of an environment variable in one more language.</summary>
/// <param name="Component"><see cref="OfSolution"/>, <see cref="OfPublisher"/>, or the schema name of an environment variable.</param>
/// <param name="Language">The language's number (LCID), for example 1031 for German.</param>
public sealed record Translation(string Component, int Language)
{
    /// <summary>The component of the solution's texts.</summary>
    public const string OfSolution = "solution";

    /// <summary>The component of the publisher's texts.</summary>
    public const string OfPublisher = "publisher";

    /// <summary>English, in which packages carry the project's own texts.</summary>
    public const int BaseLanguage = 1033;

    /// <summary>What makers see, or null.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is of that component.</summary>
    internal bool IsOf(string component) => string.Equals(Component, component, StringComparison.OrdinalIgnoreCase);
}
