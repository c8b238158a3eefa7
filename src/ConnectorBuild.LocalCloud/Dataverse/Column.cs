using System.Globalization;
using ConnectorBuild.LocalCloud.OData;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>The types of columns, as far as writing differs.</summary>
internal enum ColumnType
{
    Text,
    Number,
    Boolean,
    Guid,
    Time,
    Image,
    Choices,
    Object,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Type">The type.</param>
internal sealed record Column(string Name, ColumnType Type)
{
    /// <summary>The most characters of a text; 0 without a limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>Of a column of several choices: the numbers that it takes.</summary>
    public IReadOnlyList<int> Options { get; init; } = [];

    /// <summary>Whether a create may set it.</summary>
    public bool ValidForCreate { get; init; } = true;

    /// <summary>Whether an update may set it. A column that may not is accepted with an unchanged value.</summary>
    public bool ValidForUpdate { get; init; } = true;

    /// <summary>Whether a create must set it.</summary>
    public bool Required { get; init; }

    /// <summary>The column as a query sees it.</summary>
    public ODataProperty ToOData() => Type switch
    {
        ColumnType.Text => new(Name, ODataKind.Text, "Edm.String"),
        ColumnType.Number => new(Name, ODataKind.Number, "Edm.Int32"),
        ColumnType.Boolean => new(Name, ODataKind.Boolean, "Edm.Boolean"),
        ColumnType.Guid => new(Name, ODataKind.Guid, "Edm.Guid"),
        ColumnType.Time => new(Name, ODataKind.Time, "Edm.DateTimeOffset"),
        _ => new(Name, ODataKind.Complex, "Edm.Untyped"),
    };

    /// <summary>A text column.</summary>
    public static Column Text(string name, int maxLength = 0) => new(name, ColumnType.Text) { MaxLength = maxLength };

    /// <summary>Whether a text is numbers of <see cref="Options"/> with commas between, each once.</summary>
    public bool Takes(string text)
    {
        var numbers = text.Split(',');
        return numbers.Distinct(StringComparer.Ordinal).Count() == numbers.Length
            && numbers.All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Options.Contains(number));
    }

    /// <summary>A column that the platform fills.</summary>
    public static Column ReadOnly(string name, ColumnType type = ColumnType.Text) =>
        new(name, type) { ValidForCreate = false, ValidForUpdate = false };
}
