using System.Globalization;

namespace ConnectorBuild.Projects;

/// <summary>Numbers in messages.</summary>
internal static class Sizes
{
    /// <summary>For example <c>1,048,576 bytes</c>.</summary>
    public static string Text(long bytes) => Number(bytes) + " bytes";

    /// <summary>For example <c>1,048,576</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For example <c>87 %</c>.</summary>
    public static string Percent(long value, long limit) =>
        (100.0 * value / limit).ToString("0", CultureInfo.InvariantCulture) + " %";
}
