namespace ConnectorBuild.Connectors;

/// <summary>
/// An environment variable that the solution defines. A package carries the definition and at most a default; the value of one environment is
/// set after the import.
/// </summary>
/// <param name="SchemaName">Publisher prefix, underscore, name; what <c>@environmentVariables("…")</c> refers to.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="Type">What the value is.</param>
public sealed record EnvironmentVariable(string SchemaName, string DisplayName, EnvironmentVariableType Type = EnvironmentVariableType.Text)
{
    /// <summary>Whether somebody gave it texts; a variable that is only referred to is called by its schema name.</summary>
    internal bool HasTexts => DisplayName != SchemaName;

    /// <summary>What the value is for, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The value that holds where an environment sets none, or null.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>Whether an import asks for a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a managed solution's target may change the definition.</summary>
    public bool IsCustomizable { get; init; } = true;

    /// <summary>The solution version, four parts, that brought the definition; null takes the solution's own.</summary>
    public string? IntroducedVersion { get; init; }

    /// <summary>Of a data source: the connector's API id, or null.</summary>
    public string? ApiId { get; init; }

    /// <summary>Of a data source: the connection parameter, or null.</summary>
    public string? ParameterKey { get; init; }
}
