using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>The columns of a connector row that a deployment decides: their names, their limits and when two values mean the same.</summary>
public static class ConnectorColumns
{
    /// <summary>JSON text of the connection parameters.</summary>
    public const string ConnectionParameters = "connectionparameters";

    /// <summary>JSON text of the connection parameter sets.</summary>
    public const string ConnectionParameterSets = "connectionparametersets";

    /// <summary>What makers see.</summary>
    public const string DisplayName = "displayname";

    /// <summary>The icon, base64.</summary>
    public const string Icon = "iconblob";

    /// <summary>The columns in the order in which a plan names them, with their limit in characters.</summary>
    public static ImmutableArray<(string Name, int Limit)> All { get; } =
    [
        (DisplayName, 200),
        ("description", 1_000),
        ("iconbrandcolor", 100),
        ("openapidefinition", 1_000_000),
        (ConnectionParameters, 500_000),
        (ConnectionParameterSets, 500_000),
        ("policytemplateinstances", 500_000),
        ("scriptoperations", 500_000),
        ("customcodeblobcontent", 500_000),
        (Icon, int.MaxValue),
    ];

    /// <summary>The columns of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="clientId">The app's client id, filled into the sign-in; null leaves what the author wrote.</param>
    public static IReadOnlyDictionary<string, string?> Of(ConnectorRow row, string? clientId)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [DisplayName] = row.Identity.DisplayName,
            ["description"] = row.Identity.Description,
            ["iconbrandcolor"] = row.IconBrandColor,
            ["openapidefinition"] = row.OpenApiDefinition,
            [ConnectionParameters] = Filled(row.ConnectionParameters),
            [ConnectionParameterSets] = row.ConnectionParameterSets is { } sets ? Filled(sets) : null,
            ["policytemplateinstances"] = row.PolicyTemplateInstances,
            ["scriptoperations"] = row.ScriptOperations,
            ["customcodeblobcontent"] = row.CustomCode,
            [Icon] = row.Icon is { } icon ? Convert.ToBase64String(icon.Span) : null,
        };

        string Filled(string parameters) => clientId is null ? parameters : ConnectorSignIn.Fill(parameters, clientId, secret: null);
    }

    /// <summary>Whether the column is of the custom code.</summary>
    public static bool IsCode(string column) => column is "scriptoperations" or "customcodeblobcontent";

    /// <summary>Whether the column's text may refer to environment variables.</summary>
    public static bool MayRefer(string column) => column is "openapidefinition" or "policytemplateinstances" or ConnectionParameters or ConnectionParameterSets;

    /// <summary>Whether two values of a column mean the same: white space, order of JSON members and what the platform sets itself do not count.</summary>
    public static bool AreSame(string column, string? a, string? b) =>
        a == b
        || (IsEmpty(a) && IsEmpty(b))
        || (column switch
        {
            ConnectionParameters or ConnectionParameterSets => JsonNode.DeepEquals(ConnectorSignIn.Comparable(a), ConnectorSignIn.Comparable(b)),
            "openapidefinition" or "policytemplateinstances" or "scriptoperations" => AreSameJson(a, b),
            "customcodeblobcontent" => a?.ReplaceLineEndings("\n") == b?.ReplaceLineEndings("\n"),
            _ => false,
        });

    /// <summary>The hash by which a column that was read is compared with the one read last time: the secret and what the platform sets do not count.</summary>
    internal static string ReadHash(string column, string? value) => ContentHash.Of(
        column is ConnectionParameters or ConnectionParameterSets ? ConnectorSignIn.Comparable(value)?.ToJsonString() ?? "" : value ?? "");

    // The platform keeps an empty list as text "null", as "[]" or as an empty column.
    private static bool IsEmpty(string? text) => text is null or "" or "null" or "[]";

    // A reader of JSON nodes would take a name that is there twice at first, and fail when it comes to it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static bool AreSameJson(string? a, string? b)
    {
        try
        {
            return a is not null && b is not null && JsonNode.DeepEquals(JsonNode.Parse(a, documentOptions: Strict), JsonNode.Parse(b, documentOptions: Strict));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
