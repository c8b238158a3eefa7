using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Rows of Dataverse's answers as the states that plans are made of.</summary>
internal static class ObservedRows
{
    /// <summary>A row of <c>connectors</c>.</summary>
    /// <param name="row">The row, with the columns of <see cref="ConnectorColumns"/> that were asked for.</param>
    /// <param name="etag">The version of the row as the answer's header has it; null takes the row's own.</param>
    public static ConnectorState Connector(JsonObject row, string? etag) => new()
    {
        Id = Id(row, "connectorid"),
        ETag = etag ?? (string?)row["@odata.etag"] ?? "",
        Name = (string?)row["name"] ?? "",
        InternalId = (string?)row["connectorinternalid"],
        IsManaged = (bool?)row["ismanaged"] ?? false,
        HasIcon = row.ContainsKey("iconblobid") ? row["iconblobid"] is not null : null,
        Columns = ConnectorColumns.All
            .Where(c => c.Name != ConnectorColumns.Icon)
            .ToImmutableDictionary(c => c.Name, c => (string?)row[c.Name], StringComparer.Ordinal),
    };

    /// <summary>A row of <c>solutions</c> with its publisher expanded; null where there is none.</summary>
    public static SolutionState? Solution(JsonObject? row) => row is null
        ? null
        : new SolutionState(
            Id(row, "solutionid"),
            (string?)row["uniquename"] ?? "",
            (bool?)row["ismanaged"] ?? false,
            (string?)row["version"] ?? "",
            (string?)row["publisherid"]?["customizationprefix"] ?? "")
        {
            Publisher = row["publisherid"] is JsonObject publisher ? Publisher(publisher) : null,
        };

    /// <summary>
    /// The publisher of an answer of <c>publishers</c>; null where it has none. Several may share a prefix; the one of the project's name
    /// comes first.
    /// </summary>
    public static PublisherState? Publisher(JsonObject? body, string uniqueName) => (body?["value"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Select(Publisher)
        .OrderByDescending(p => string.Equals(p.UniqueName, uniqueName, StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault();

    /// <summary>A row of <c>publishers</c>.</summary>
    public static PublisherState Publisher(JsonObject row) =>
        new(
            Id(row, "publisherid"), (string?)row["uniquename"] ?? "",
            (string?)row["customizationprefix"] ?? "") { Details = Publishers.DetailsOf(row) };

    /// <summary>The rows of an answer with a list.</summary>
    public static IEnumerable<JsonObject> Of(DataverseResponse answer) => (answer.Body?["value"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The row of an answer with a unique name.</summary>
    public static JsonObject? Named(DataverseResponse solutions, string uniqueName) =>
        Of(solutions).FirstOrDefault(s => string.Equals((string?)s["uniquename"], uniqueName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a definition of an environment variable has a schema name.</summary>
    public static bool IsNamed(JsonObject definition, string schemaName) =>
        string.Equals((string?)definition["schemaname"], schemaName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The record of a deployment in a definition of an environment variable and its value.</summary>
    public static RecordState Record(JsonObject? definition)
    {
        if (definition is null)
        {
            return new RecordState(null, null, null);
        }

        var value = (definition[DataverseText.VariableValues] as JsonArray)?.FirstOrDefault() as JsonObject;
        var text = (string?)value?["value"];
        var record = text is null ? null : DeploymentRecord.FromJson(text);
        return new RecordState(
            Id(definition, "environmentvariabledefinitionid"),
            value is null ? null : Id(value, "environmentvariablevalueid"),
            record,
            IsUnreadable: text is not null && record is null) { ETag = (string?)value?["@odata.etag"] };
    }

    /// <summary>The id in a column; empty where the row has none.</summary>
    public static Guid Id(JsonObject row, string column) => Guid.TryParse((string?)row[column], out var id) ? id : Guid.Empty;
}
