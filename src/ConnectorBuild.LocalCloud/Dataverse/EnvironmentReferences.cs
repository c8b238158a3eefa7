using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>
/// <c>@environmentVariables("schemaname")</c> in connectors: replaced when the connector is saved, and not again until it is saved again.
/// </summary>
internal static partial class EnvironmentReferences
{
    private static readonly string[] Columns = ["openapidefinition", "connectionparameters", "connectionparametersets"];

    /// <summary>Whether a text is nothing but a reference.</summary>
    public static bool IsReference(string text) => Reference().Match(text) is { Success: true } match && match.Length == text.Length;

    /// <summary>Stores the values that hold from now on, out of sight of clients.</summary>
    public static void Resolve(DataverseContext context, JsonObject row)
    {
        var resolved = new JsonObject();
        foreach (var column in Columns)
        {
            // Only what differs is kept: definitions are large.
            if (row.Text(column) is { } text
                && JsonReference().Replace(text, m => JsonEncoded(Value(context, m.Groups["name"].Value))) is var replaced
                    && replaced != text)
            {
                resolved[column] = replaced;
            }
        }

        if (row["_secrets"] is JsonObject secrets)
        {
            foreach (var (path, secret) in secrets)
            {
                resolved[path] = Reference().Replace(secret!.GetValue<string>(), m => Value(context, m.Groups["name"].Value));
            }
        }

        row["_resolved"] = resolved;
    }

    /// <summary>A column, or a secret by its path, as it was resolved at the last save.</summary>
    public static string? Resolved(JsonObject row, string name) => row["_resolved"].Text(name) ?? row.Text(name);

    private static string Value(DataverseContext context, string schemaName)
    {
        var definition = Rows.FindBy(context.Environment, Tables.EnvironmentVariableDefinition, "schemaname", schemaName)
            ?? throw context.Refuse(
                new DataverseError(400, "0x80040217", $"Environment variable definition with schema name '{schemaName}' was not found."));
        var value = Rows.FindBy(
            context.Environment, Tables.EnvironmentVariableValue, "_environmentvariabledefinitionid_value",
            definition.Id(Tables.EnvironmentVariableDefinition));
        var text = value.Text("value") ?? definition.Text("defaultvalue") ?? "";
        return definition["type"]!.GetValue<int>() == 100_000_005 ? KeyVault.Read(context, text) : text;
    }

    private static string JsonEncoded(string value) => System.Text.Json.JsonEncodedText.Encode(value).ToString();

    [GeneratedRegex(@"@environmentVariables\(""(?<name>[^""\\]+)""\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"@environmentVariables\(\\(?:""|u0022)(?<name>[^""\\]+)\\(?:""|u0022)\)")]
    private static partial Regex JsonReference();
}
