using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What an environment holds of a connector, as far as we look at it.</summary>
/// <param name="Connector">The connector row; null when there is none.</param>
/// <param name="NameHolder">Row id of another connector that has the name; null when none has.</param>
/// <param name="Solution">The solution; null when there is none.</param>
/// <param name="Publisher">The publisher that would own a new solution; null when there is none.</param>
/// <param name="Record">Our memory of the last deployment.</param>
public sealed record DataverseObservation(
    ConnectorState? Connector, Guid? NameHolder, SolutionState? Solution, PublisherState? Publisher, RecordState Record)
{
    /// <summary>Owner and shares; null unless the project says something of them.</summary>
    public SharingState? Sharing { get; init; }

    /// <summary>
    /// The other connectors of the environment that sign in on behalf of users: name and client ids. Read only for such a connector.
    /// </summary>
    public IReadOnlyList<(string Name, IReadOnlySet<string> ClientIds)> OnBehalfOf { get; init; } = [];

    /// <summary>Whether unmanaged changes lie over a managed connector.</summary>
    public bool HasUnmanagedLayer => UnmanagedColumns is not null;

    /// <summary>The columns of a managed connector that unmanaged changes lie over; null without such changes.</summary>
    public IReadOnlyCollection<string>? UnmanagedColumns { get; init; }

    /// <summary>The package's existing environment variables, by schema name; only read where a package is imported.</summary>
    public IReadOnlyDictionary<string, VariableState> Variables { get; init; } = new Dictionary<string, VariableState>();

    /// <summary>
    /// What other environment variables hold that the connector refers to now, by schema name: another route, or a former project, put
    /// the references there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Referred { get; init; } = new Dictionary<string, string>();

    /// <summary>The package's existing connection references, by logical name; only read where a package is imported.</summary>
    public IReadOnlyDictionary<string, ConnectionReferenceState> Connections { get; init; } = new Dictionary<string, ConnectionReferenceState>();

    /// <summary>Whether unmanaged changes are blocked; null when that is not known. Only read where a package is imported.</summary>
    public bool? BlocksUnmanagedChanges { get; init; }

    /// <summary>
    /// The solution's connectors that the package does not have, and where it would be upgraded everything that the package does not
    /// have; only read where a package is imported.
    /// </summary>
    public IReadOnlyList<OmittedComponent> Omitted { get; init; } = [];

    /// <summary>
    /// An upgrade of the solution that was staged and not completed; null when there is none. Only read where a package is imported.
    /// </summary>
    public StagedUpgrade? Staged { get; init; }
}

/// <summary>An environment variable.</summary>
/// <param name="DefinitionId">The definition's row.</param>
/// <param name="ValueId">The value's row; null where the default holds.</param>
/// <param name="Value">The environment's own value; null where the default holds.</param>
/// <param name="DefaultValue">The default.</param>
public sealed record VariableState(Guid DefinitionId, Guid? ValueId, string? Value, string? DefaultValue)
{
    /// <summary>What holds; null when there is neither.</summary>
    public string? Effective => Value ?? DefaultValue;

    /// <summary>What makers see.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whether an import asks for a value; null when that was not read.</summary>
    public bool? IsRequired { get; init; }

    /// <summary>How a definition differs from what a project wants, in words; what the project does not say does not count.</summary>
    /// <param name="wanted">The project's definition.</param>
    /// <param name="withTexts">Whether what nothing works with counts, too: texts, and whether a value is asked for.</param>
    public IEnumerable<string> Differences(EnvironmentVariable wanted, bool withTexts)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.DefaultValue is { } value && value != DefaultValue)
        {
            // Where a secret lies is not for a log.
            yield return wanted.Type == EnvironmentVariableType.Secret
                ? "default changes"
                : $"default {(DefaultValue is { } former ? $"'{former}'" : "none")} -> '{value}'";
        }

        if (withTexts && DisplayName is { } name && name != wanted.DisplayName)
        {
            yield return $"display name '{name}' -> '{wanted.DisplayName}'";
        }

        if (withTexts && wanted.Description is { } description && description != Description)
        {
            yield return "description changes";
        }

        if (withTexts && IsRequired is { } isRequired && isRequired != wanted.IsRequired)
        {
            yield return wanted.IsRequired ? "is required now" : "is no longer required";
        }
    }
}

/// <summary>A <c>connector</c> row.</summary>
public sealed record ConnectorState
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The row's ETag; changes with every write by anybody.</summary>
    public required string ETag { get; init; }

    /// <summary>The immutable name.</summary>
    public required string Name { get; init; }

    /// <summary>The platform's own id, <c>shared_…</c>; null until it is assigned.</summary>
    public string? InternalId { get; init; }

    /// <summary>Whether a managed solution brought it.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Whether the row has an icon; null when that was not read.</summary>
    public bool? HasIcon { get; init; }

    /// <summary>The columns that a deployment writes, by logical name; absent or null where empty.</summary>
    public required IReadOnlyDictionary<string, string?> Columns { get; init; }

    /// <summary>A column, or null.</summary>
    public string? this[string column] => Columns.GetValueOrDefault(column);
}

/// <summary>A <c>solution</c> row.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="UniqueName">Its unique name.</param>
/// <param name="IsManaged">Whether it is managed.</param>
/// <param name="Version">Its version.</param>
/// <param name="PublisherPrefix">Its publisher's customization prefix.</param>
public sealed record SolutionState(Guid Id, string UniqueName, bool IsManaged, string Version, string PublisherPrefix)
{
    /// <summary>What its publisher says; null when that was not read.</summary>
    public PublisherState? Publisher { get; init; }
}

/// <summary>A <c>publisher</c> row.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="UniqueName">Its unique name.</param>
/// <param name="Prefix">Its customization prefix.</param>
public sealed record PublisherState(Guid Id, string UniqueName, string Prefix)
{
    /// <summary>What it says beside its names; null when that was not read.</summary>
    public PublisherDetails? Details { get; init; }
}

/// <summary>Where our memory of the last deployment lies, and what it says.</summary>
/// <param name="DefinitionId">The environment variable's definition; null when there is none.</param>
/// <param name="ValueId">Its value's row; null when there is none.</param>
/// <param name="Record">What it says; null when there is nothing or it cannot be read.</param>
/// <param name="IsUnreadable">Whether there was a value that could not be read.</param>
public sealed record RecordState(Guid? DefinitionId, Guid? ValueId, DeploymentRecord? Record, bool IsUnreadable = false)
{
    /// <summary>ETag of the value's row; null when there is none.</summary>
    public string? ETag { get; init; }
}
