namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Texts in OData addresses.</summary>
internal static class DataverseText
{
    /// <summary>The relation from the definition of an environment variable to its values, of which an environment has at most one.</summary>
    public const string VariableValues = "environmentvariabledefinition_environmentvariablevalue";

    /// <summary>A text as an escaped literal.</summary>
    public static string Quote(string text) => Uri.EscapeDataString($"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
