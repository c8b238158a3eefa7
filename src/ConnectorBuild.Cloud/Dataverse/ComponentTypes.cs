using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Names for the types of solution components (Dataverse's option set <c>componenttype</c>), as <c>ConnectorDeleteOmitted</c> takes them:
/// what makers call the thing, in one word; for the rest the logical name of the component's table, or <c>type</c> with the number.
/// </summary>
public static class ComponentTypes
{
    /// <summary>A connector. The option set names both 371 and 372 so; real packages have 372 only.</summary>
    public const string Connector = "connector";

    /// <summary>The definition of an environment variable, with its value.</summary>
    public const string Variable = "environmentvariable";

    /// <summary>A connection reference. Its number is another one in every environment, but above 10,000.</summary>
    public const string Reference = "connectionreference";

    /// <summary>The number of a connector.</summary>
    public const int ConnectorNumber = 372;

    /// <summary>The number of an environment variable's definition.</summary>
    public const int VariableNumber = 380;

    /// <summary>The number of an environment variable's value, which goes with its definition.</summary>
    public const int VariableValueNumber = 381;

    /// <summary>The number of a flow.</summary>
    public const int FlowNumber = 29;

    /// <summary>The number of a table.</summary>
    public const int TableNumber = 1;

    /// <summary>The number of a column of a table.</summary>
    public const int ColumnNumber = 2;

    // Parts of a table that can be components of their own. A package names them inside of the table.
    private static readonly HashSet<int> PartsOfTables = [2, 3, 10, 14, 22, 23, 24, 26, 46, 47, 59, 60, 65];

    /// <summary>The name of a type.</summary>
    /// <param name="number">The number.</param>
    /// <param name="logicalName">Logical name of the component's table, as far as it is known.</param>
    public static string Name(int number, string? logicalName = null) => ComponentTypeNames.Of(number, logicalName);

    /// <summary>Whether the component is a connector.</summary>
    public static bool IsConnector(int number) => number is 371 or ConnectorNumber;

    /// <summary>Whether the component is a part of a table.</summary>
    public static bool IsPartOfTable(int number) => PartsOfTables.Contains(number);
}
