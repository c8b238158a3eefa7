using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>When a connector was saved, and by which ids the platform knows it.</summary>
/// <param name="InternalId"><c>shared_…</c>; null until it is assigned.</param>
/// <param name="Modified">When the row was last written.</param>
/// <param name="EnvironmentId">The environment's id in the Power Platform; null where Dataverse does not say.</param>
public sealed record SavedConnector(string? InternalId, DateTimeOffset Modified, string? EnvironmentId)
{
    /// <summary>Display name as it was saved.</summary>
    internal string? DisplayName { get; init; }

    /// <summary>Description as it was saved.</summary>
    internal string? Description { get; init; }

    /// <summary>Brand colour as it was saved, for example <c>#0f4c81</c>.</summary>
    internal string? BrandColor { get; init; }

    /// <summary>The Swagger 2.0 definition as it was saved.</summary>
    internal string? Definition { get; init; }

    /// <summary>The columns that are read.</summary>
    internal const string Columns = $"connectorid,connectorinternalid,modifiedon,{ConnectorColumns.DisplayName},{ConnectorColumns.Description},"
        + $"{ConnectorColumns.BrandColor},{ConnectorColumns.Definition}";

    /// <summary>The function that says which environment this is.</summary>
    internal const string Organization = "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')";

    internal static SavedConnector? Read(DataverseResponse row, DataverseResponse? organization, string? environmentId) =>
        row.Body is not { } body || !row.IsFound
        ? null
        : new SavedConnector(
            RowJson.Text(body["connectorinternalid"]),
            DateTimeOffset.TryParse(
                RowJson.Text(body["modifiedon"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var time) ? time : DateTimeOffset.MinValue,
            environmentId ?? RowJson.Text((organization?.Body?["Detail"] as JsonObject)?[nameof(EnvironmentId)]))
        {
            DisplayName = RowJson.Text(body[ConnectorColumns.DisplayName]),
            Description = RowJson.Text(body[ConnectorColumns.Description]),
            BrandColor = RowJson.Text(body[ConnectorColumns.BrandColor]),
            Definition = RowJson.Text(body[ConnectorColumns.Definition]),
        };
}
