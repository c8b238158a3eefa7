using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What <c>Prefer: odata.include-annotations</c> adds to rows.</summary>
internal static class Annotations
{
    private const string Preference = "odata.include-annotations=";
    private const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    private const string LogicalName = "Microsoft.Dynamics.CRM.lookuplogicalname";
    private const string Navigation = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    private static readonly Dictionary<string, (string Target, string Navigation)> Owners = new()
    {
        ["_ownerid_value"] = ("systemuser", "ownerid"),
        ["_owninguser_value"] = ("systemuser", "owninguser"),
        ["_owningteam_value"] = ("team", "owningteam"),
        ["_createdby_value"] = ("systemuser", "createdby"),
        ["_modifiedby_value"] = ("systemuser", "modifiedby"),
        ["_organizationid_value"] = ("organization", "organizationid"),
    };

    /// <summary>Whether a request asks for an annotation.</summary>
    public static bool IsWanted(CloudRequest request, string name) => Patterns(request).Any(p => PathPattern.Matches(p, name));

    /// <summary>Adds the annotations of a row's values, each behind its value.</summary>
    public static JsonObject Add(DataverseContext context, Table table, JsonObject shown, JsonObject row)
    {
        if (!Patterns(context.Request).Any())
        {
            return shown;
        }

        var annotated = new JsonObject();
        foreach (var (name, value) in shown)
        {
            foreach (var (annotation, text) in value is null ? [] : Of(context, table, name, value, row))
            {
                if (IsWanted(context.Request, annotation))
                {
                    annotated[$"{name}@{annotation}"] = text;
                }
            }

            annotated[name] = value?.DeepClone();
        }

        return annotated;
    }

    private static IEnumerable<(string Annotation, string Text)> Of(
        DataverseContext context, Table table, string name, JsonNode value, JsonObject row)
    {
        if (!table.Readable.TryGetValue(name, out var column))
        {
            yield break;
        }

        if (Target(table, name, row) is var (target, navigation))
        {
            if (Tables.All.FirstOrDefault(t => t.Name == target) is { PrimaryName: { } primary } found
                && Rows.Find(context.Environment, found, value.ToString()).Text(primary) is { } text)
            {
                yield return (FormattedValue, text);
            }

            yield return (Navigation, navigation);
            yield return (LogicalName, target);
        }
        else if (Formatted(table, column, value) is { } formatted)
        {
            yield return (FormattedValue, formatted);
        }
    }

    private static (string Target, string Navigation)? Target(Table table, string name, JsonObject row)
    {
        if (table.Lookups.FirstOrDefault(l => l.ValueName == name) is { } lookup)
        {
            return (lookup.Target, lookup.Property);
        }

        return name == "_ownerid_value" && row.Text("_owningteam_value") is not null ? ("team", "ownerid")
            : Owners.TryGetValue(name, out var owner) ? owner
            : null;
    }

    private static string? Formatted(Table table, Column column, JsonNode value) => column.Type switch
    {
        ColumnType.Number when Choices.Of(table, column.Name) is { } choices => choices.GetValueOrDefault((int)Number(value)),
        ColumnType.Number => Number(value).ToString("#,0.##", CultureInfo.InvariantCulture),
        ColumnType.Boolean => value.GetValue<bool>() ? "Yes" : "No",
        ColumnType.Time when DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var time) =>
            time.UtcDateTime.ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Patterns(CloudRequest request)
    {
        var preference = request.Header("Prefer");
        var at = preference?.IndexOf(Preference, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
        {
            return [];
        }

        var rest = preference![(at + Preference.Length)..].TrimStart();
        var list = rest.StartsWith('"') ? rest[1..].Split('"')[0] : rest.Split([',', ';'])[0];
        return list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith('-'));
    }
}
