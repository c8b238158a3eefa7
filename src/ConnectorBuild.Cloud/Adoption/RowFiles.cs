using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>From the shape in which Dataverse and packages keep a connector to the files of a project.</summary>
internal static class RowFiles
{
    /// <summary>The connector of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">What messages call its origin.</param>
    /// <exception cref="ConnectorException">CB1xxx: a column is not JSON, for example cut off on its way.</exception>
    public static AdoptedConnector Create(ConnectorRow row, string source)
    {
        var label = $"{source}: {row.Identity.Name}";
        var inner = new JsonObject();
        foreach (var column in ConnectorColumns.All)
        {
            if (column.Member is { } member && Content(column, row[column]) is { } content)
            {
                inner[member] = content;
            }
        }

        var (properties, hadSecret) = ConnectorCleaner.Clean(new JsonObject { ["properties"] = inner });
        return new AdoptedConnector
        {
            Source = source,
            Definition = AdoptedText.Read($"{label}: openapidefinition", row.OpenApiDefinition),
            Properties = properties!,
            Icon = row.Icon,
            Script = row.CustomCode,
            RowId = row.Identity.RowId,
            Name = row.Identity.Name,
            DisplayName = row.Identity.DisplayName,
            Description = row.Identity.Description,
            Findings = hadSecret ? [SecretFound(source)] : [],
        };

        JsonNode? Content(ConnectorColumn column, string? text) => column switch
        {
            { Kind: ColumnKind.Choices } => column.Options.ToMember(text),
            { IsJson: true } => string.IsNullOrWhiteSpace(text) ? null : AdoptedText.Parse($"{label}: {column.Name}", text),
            _ => text,
        };
    }

    /// <summary>The warning of a secret that was in what was read.</summary>
    public static Diagnostic SecretFound(string source) => new(
        AdoptionDiagnostics.SecretLeftOut,
        $"{source} holds a client secret in clear text. It was left out of the project: secrets do not belong into files. Whoever "
            + "could read the source could read it, so have it renewed (dotnet connector rotate-secret) after the first deployment.");
}
