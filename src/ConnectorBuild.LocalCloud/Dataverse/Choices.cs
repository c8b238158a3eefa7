namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>The numbers that choice columns take, with the labels that people see (reference pages of the tables).</summary>
internal static class Choices
{
    private static readonly Dictionary<string, Dictionary<int, string>> OfEveryTable = new()
    {
        ["componentstate"] = new() { [0] = "Published", [1] = "Unpublished", [2] = "Deleted", [3] = "Deleted Unpublished" },
        ["statecode"] = new() { [0] = "Active", [1] = "Inactive" },
        ["statuscode"] = new() { [1] = "Active", [2] = "Inactive" },
    };

    private static readonly Dictionary<string, Dictionary<int, string>> OfOne = new()
    {
        ["connector.connectortype"] = new() { [0] = "NotSpecified", [1] = "CustomConnector", [2] = "ConnectionLess" },
        ["connectionreference.promptingbehavior"] = new() { [0] = "Default", [1] = "SkipPrompting" },
        ["environmentvariabledefinition.type"] = new()
        {
            [100_000_000] = "String",
            [100_000_001] = "Number",
            [100_000_002] = "Boolean",
            [100_000_003] = "JSON",
            [100_000_004] = "Data Source",
            [100_000_005] = "Secret",
        },
        ["environmentvariabledefinition.secretstore"] = new() { [0] = "Azure Key Vault", [1] = "Microsoft Dataverse" },
        ["solutioncomponent.componenttype"] = new() { [372] = "Connector", [380] = "Environment Variable Definition", [381] = "Environment Variable Value" },
        ["team.teamtype"] = new() { [0] = "Owner", [1] = "Access", [2] = "Security Group", [3] = "Office Group" },
        ["asyncoperation.statecode"] = new() { [0] = "Ready", [1] = "Suspended", [2] = "Locked", [3] = "Completed" },
        ["asyncoperation.statuscode"] = new()
        {
            [0] = "Waiting For Resources",
            [10] = "Waiting",
            [20] = "In Progress",
            [21] = "Pausing",
            [22] = "Canceling",
            [30] = "Succeeded",
            [31] = "Failed",
            [32] = "Canceled",
        },
        ["asyncoperation.operationtype"] = new() { [54] = "Execute Async Request", [202] = "Export Solution Async Operation" },
    };

    /// <summary>The choices of a column; null where it takes any number.</summary>
    public static IReadOnlyDictionary<int, string>? Of(Table table, string column) =>
        OfOne.GetValueOrDefault($"{table.Name}.{column}") ?? OfEveryTable.GetValueOrDefault(column);

    /// <summary>The status that a state has on its own.</summary>
    public static int StatusOf(int state) => state + 1;
}
