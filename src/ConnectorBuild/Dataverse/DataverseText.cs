namespace ConnectorBuild.Dataverse;

/// <summary>Texts in OData addresses.</summary>
internal static class DataverseText
{
    /// <summary>A text as an escaped literal.</summary>
    public static string Quote(string text) => Uri.EscapeDataString($"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
