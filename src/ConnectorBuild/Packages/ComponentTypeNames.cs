using System.Globalization;

namespace ConnectorBuild.Packages;

/// <summary>
/// Names for the types of solution components (Dataverse's option set <c>componenttype</c>), one word each: what people call the thing.
/// Packages, plans and
/// <c>ConnectorDeleteOmitted</c> use the same names.
/// </summary>
internal static class ComponentTypeNames
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "table", [2] = "column", [9] = "choice", [10] = "relationship", [14] = "key", [20] = "role", [24] = "form", [26] = "view", [29] = "workflow",
        [31] = "report", [36] = "emailtemplate", [44] = "duplicaterule", [59] = "chart", [60] = "form", [61] = "webresource", [62] = "sitemap",
        [63] = "connectionrole", [66] = "customcontrol", [70] = "columnsecurityprofile", [80] = "modeldrivenapp", [90] = "plugintype", [91] = "pluginassembly",
        [92] = "pluginstep", [95] = "serviceendpoint", [300] = "canvasapp", [400] = "aitemplate", [401] = "aimodel", [402] = "aiconfiguration",
        [371] = "connector", [372] = "connector", [380] = "environmentvariable",
    };

    /// <summary>The name of a type.</summary>
    /// <param name="number">The number.</param>
    /// <param name="logicalName">Logical name of the component's table, for a type that has no name here; null where it is not known.</param>
    public static string Of(int number, string? logicalName = null) =>
        Names.GetValueOrDefault(number)
            ?? (string.IsNullOrEmpty(logicalName) ? string.Create(CultureInfo.InvariantCulture, $"type{number}") : logicalName.ToLowerInvariant());
}
