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
    private static readonly string[] Common =
    [
        "createdon", "modifiedon", "versionnumber", "_createdby_value", "_modifiedby_value", "_ownerid_value", "_owninguser_value", "_owningteam_value",
        "_owningbusinessunit_value", "statecode", "statuscode", "ismanaged", "solutionid", "componentstate", "overwritetime", "_organizationid_value",
    ];

    private IReadOnlySet<string>? _selectable;

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

    /// <summary>All names that can be selected and filtered.</summary>
    public IReadOnlySet<string> Selectable => _selectable ??= Columns.Select(c => c.Name)
        .Concat(Lookups.Select(l => l.ValueName))
        .Concat(Common)
        .Append(Key)
        .ToHashSet(StringComparer.Ordinal);
}
