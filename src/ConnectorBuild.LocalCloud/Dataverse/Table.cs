using ConnectorBuild.LocalCloud.OData;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>A lookup to a row of another table.</summary>
/// <param name="Property">The navigation property's name.</param>
/// <param name="Column">The column, for example <c>publisherid</c>; its value is read as <c>_publisherid_value</c>.</param>
/// <param name="Target">The target's logical name.</param>
internal sealed record Lookup(string Property, string Column, string Target)
{
    /// <summary>The name that the value has in JSON.</summary>
    public string ValueName => $"_{Column}_value";
}

/// <summary>A collection of rows that refer to this one.</summary>
/// <param name="Property">The navigation property's name.</param>
/// <param name="Table">The logical name of the referring table.</param>
/// <param name="Column">The referring lookup's column.</param>
internal sealed record Collection(string Property, string Table, string Column);

/// <summary>What clients may do with a table.</summary>
[Flags]
internal enum TableVerbs
{
    Read = 1,
    Create = 2,
    Update = 4,
    Delete = 8,
    All = Read | Create | Update | Delete,
}

/// <summary>A table of Dataverse.</summary>
/// <param name="set">The entity set, for example <c>connectors</c>.</param>
/// <param name="name">The logical name, for example <c>connector</c>.</param>
/// <param name="key">The primary key's column.</param>
/// <param name="columns">Columns besides those that every table has.</param>
internal sealed class Table(string set, string name, string key, IReadOnlyList<Column> columns)
{
    private static readonly (string Name, ColumnType Type)[] Common =
    [
        ("createdon", ColumnType.Time), ("modifiedon", ColumnType.Time), ("versionnumber", ColumnType.Number), ("_createdby_value", ColumnType.Guid),
        ("_modifiedby_value", ColumnType.Guid), ("_ownerid_value", ColumnType.Guid), ("_owninguser_value", ColumnType.Guid),
        ("_owningteam_value", ColumnType.Guid), ("_owningbusinessunit_value", ColumnType.Guid), ("statecode", ColumnType.Number),
        ("statuscode", ColumnType.Number), ("ismanaged", ColumnType.Boolean), ("solutionid", ColumnType.Guid), ("componentstate", ColumnType.Number),
        ("overwritetime", ColumnType.Time), ("_organizationid_value", ColumnType.Guid),
    ];

    // Standard columns that no client of the local cloud needs.
    private static readonly HashSet<string> Elsewhere =
    [
        "overriddencreatedon", "timezoneruleversionnumber", "utcconversiontimezonecode", "importsequencenumber", "_createdonbehalfby_value",
        "_modifiedonbehalfby_value", "supportingsolutionid", "extensionassemblyid", "_extensionassemblyid_value", "iscustomizable", "componentidunique",
        "introducedversion",
    ];

    private IReadOnlyDictionary<string, Column>? _readable;
    private IReadOnlyDictionary<string, ODataProperty>? _properties;

    /// <summary>The entity set.</summary>
    public string Set { get; } = set;

    /// <summary>The logical name.</summary>
    public string Name { get; } = name;

    /// <summary>The primary key's column.</summary>
    public string Key { get; } = key;

    /// <summary>Columns besides those that every table has.</summary>
    public IReadOnlyList<Column> Columns { get; } = columns;

    /// <summary>Lookups.</summary>
    public IReadOnlyList<Lookup> Lookups { get; init; } = [];

    /// <summary>Collections.</summary>
    public IReadOnlyList<Collection> Collections { get; init; } = [];

    /// <summary>What clients may do.</summary>
    public TableVerbs Verbs { get; init; } = TableVerbs.All;

    /// <summary>The component type in solutions; 0 where rows are not components.</summary>
    public int ComponentType { get; init; }

    /// <summary>Columns by which a row can be addressed besides its key.</summary>
    public IReadOnlyList<string> AlternateKeys { get; init; } = [];

    /// <summary>The column that stands for a row where people read it; null without one.</summary>
    public string? PrimaryName { get; init; }

    /// <summary>Every column that can be selected and filtered, by its name in JSON.</summary>
    public IReadOnlyDictionary<string, Column> Readable => _readable ??= Columns
        .Concat(Lookups.Select(l => Column.ReadOnly(l.ValueName, ColumnType.Guid)))
        .Concat(Common.Select(c => Column.ReadOnly(c.Name, c.Type)))
        .Prepend(Column.ReadOnly(Key, ColumnType.Guid))
        .DistinctBy(c => c.Name)
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The columns as queries see them.</summary>
    public IReadOnlyDictionary<string, ODataProperty> Properties =>
        _properties ??= Readable.Values.ToDictionary(c => c.Name, c => c.ToOData(), StringComparer.Ordinal);

    /// <summary>Whether the real table has a column of this name that is not modelled.</summary>
    public bool IsElsewhere(string column) => Elsewhere.Contains(column) && !Readable.ContainsKey(column);
}
