namespace ConnectorBuild.Diagnostics;

/// <summary>Names that Windows opens as a device, whatever the folder and the extension, so that no file can have them.</summary>
public static class DeviceNames
{
    private static readonly HashSet<string> Names = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name is a device.</summary>
    /// <param name="fileName">A name without folders, with extensions or without.</param>
    public static bool Contains(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return Names.Contains(fileName.Split('.')[0].TrimEnd(' '));
    }
}
