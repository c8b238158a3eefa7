using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Rows of publishers: the columns that are read, and those of a publisher that is made.</summary>
internal static class Publishers
{
    /// <summary>The columns, for <c>$select</c>.</summary>
    public const string Columns =
        "publisherid,uniquename,customizationprefix,friendlyname,description,emailaddress,supportingwebsiteurl,customizationoptionvalueprefix";

    /// <summary>What a row says beside its names.</summary>
    public static PublisherDetails DetailsOf(JsonObject? row) => new()
    {
        DisplayName = (string?)row?["friendlyname"],
        Description = (string?)row?["description"],
        Email = (string?)row?["emailaddress"],
        Url = (string?)row?["supportingwebsiteurl"],
        OptionValuePrefix = (int?)row?["customizationoptionvalueprefix"],
    };

    /// <summary>The row of a publisher that is made. What the project does not say is left out.</summary>
    public static JsonObject Create(DesiredSolution solution)
    {
        var details = solution.PublisherDetails;
        var row = new JsonObject
        {
            ["uniquename"] = solution.PublisherName,
            ["friendlyname"] = details.DisplayName ?? solution.PublisherName,
            ["customizationprefix"] = solution.PublisherPrefix,
            ["customizationoptionvalueprefix"] = solution.OptionValuePrefix,
        };
        foreach (var (column, text) in new[]
        {
            ("description", details.Description), ("emailaddress", details.Email), ("supportingwebsiteurl", details.Url),
        })
        {
            if (text is not null)
            {
                row[column] = text;
            }
        }

        return row;
    }
}
