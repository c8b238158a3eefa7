using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>
/// What the platform does when a connector is saved: it assigns the internal id and the redirect URL, takes secrets out of sight,
/// resolves references to environment variables, and refuses what its backend refuses.
/// </summary>
internal sealed class ConnectorBehaviour : TableBehaviour
{
    public override void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
        Components.DemandUnmanagedChange(context);
        DemandUnique(context, Tables.Connector, row, "name");
        CheckTexts(context, row);
        row["connectorinternalid"] ??= InternalId(context, row);
        row["connectoridunique"] ??= context.State.Ids.NextId();
        row["iscustomizable"] ??= new JsonObject { ["Value"] = true, ["CanBeChanged"] = true, ["ManagedPropertyLogicalName"] = "iscustomizableanddeletable" };
        row["introducedversion"] ??= "1.0";
        if (!JsonNode.DeepEquals(row["iconblob"], former?["iconblob"]))
        {
            row["iconblobid"] = row["iconblob"] is null ? null : context.State.Ids.NextId();
        }

        foreach (var column in ConnectorSecrets.Columns)
        {
            if (former is null || !JsonNode.DeepEquals(row[column], former[column]))
            {
                ConnectorSecrets.Take(context, row, column);
            }
        }

        EnvironmentReferences.Resolve(context, row);
        if (former is not null && !context.IsImport && row["ismanaged"]!.GetValue<bool>())
        {
            Layers.Note(row, former, context.Request.Method == "PATCH" ? context.Request.Json() : null);
        }
    }

    public override void BeforeDelete(DataverseContext context, JsonObject row)
    {
        Components.DemandUnmanagedChange(context);
        if (row["ismanaged"]!.GetValue<bool>() && !context.IsManagedImport)
        {
            throw context.Refuse(
                new DataverseError(
                    400, "0x8004F01E",
                    $"The component Connector({row.Id(Tables.Connector)}) is managed and cannot be deleted directly; delete its "
                        + "solution."));
        }

        DemandNoConnection(context, row);
        if (OtherComponents.Needing(context.Environment, row.Id(Tables.Connector)).FirstOrDefault() is { } component)
        {
            throw context.Refuse(new DataverseError(400, "0x8004F01F",
                $"The Connector({row.Id(Tables.Connector)}) component cannot be deleted because it is referenced by 1 other "
                    + "components. For a list of referenced "
                + $"components, use the RetrieveDependenciesForDeleteRequest. ({component.Text("name")})"));
        }

        if (Rows.All(context.Environment, Tables.ConnectionReference).FirstOrDefault(
            r => r.Text("_customconnectorid_value") == row.Id(Tables.Connector)) is { } reference)
        {
            throw context.Refuse(new DataverseError(400, "0x8004F01F",
                $"The Connector({row.Id(Tables.Connector)}) component cannot be deleted because it is referenced by 1 other "
                    + "components. For a list of referenced "
                + $"components, use the RetrieveDependenciesForDeleteRequest. ({reference.Text("connectionreferencelogicalname")})"));
        }
    }

    // The connector service knows of connections; Dataverse passes its text on.
    private static void DemandNoConnection(DataverseContext context, JsonObject row)
    {
        if (Rows.All(context.Environment, Tables.Connection).Any(c => c.Text("connectorid") == row.Id(Tables.Connector)))
        {
            var api = row.Text("connectorinternalid")!["shared_".Length..];
            throw context.Refuse(new DataverseError(400, "0x80048d19",
                "Solution Upgrade action failed after import as holding. InnerException is: "
                    + "{\"error\":{\"code\":\"CannotDeleteApiDueToExistingConnections\",\"message\":"
                + $"\"The custom connector {api} cannot be deleted because there are connections associated with this api.\"}}}}."));
        }
    }

    /// <summary>The redirect URL that belongs to an internal id.</summary>
    public static string RedirectUrl(string internalId) => "https://global.consent.azure-apim.net/redirect/" + internalId["shared_".Length..];

    /// <summary>The 16 hex digits that all connectors of an environment share. The real algorithm is not known; it differs per environment.</summary>
    public static string EnvironmentHash(DataverseEnvironment environment) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(environment.Id)))[..16];

    private static string InternalId(DataverseContext context, JsonObject row)
    {
        var name = row.Text("name")!;
        var underscore = name.IndexOf('_', StringComparison.Ordinal);
        var prefix = underscore > 0 ? name[..underscore] : "new";
        var id = $"shared_{Encode($"{prefix}_{row.Text("displayname") ?? name}")}-5f{EnvironmentHash(context.Environment)}";
        return Rows.FindBy(context.Environment, Tables.Connector, "connectorinternalid", id) is null
            ? id
            : $"{id}-5f{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Id(Tables.Connector))))[..16]}";
    }

    /// <summary>A text in the form that internal ids have it.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text.ToLowerInvariant()))
        {
            encoded.Append(char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : $"-{b:x2}");
        }

        return encoded.ToString();
    }

    private static void CheckTexts(DataverseContext context, JsonObject row)
    {
        if (row.Text("openapidefinition") is { } definition && ApiDefinition.Problem(definition) is { } problem)
        {
            throw context.Refuse(DataverseError.ApiHubs(problem));
        }

        foreach (var column in (string[])["connectionparameters", "connectionparametersets", "policytemplateinstances"])
        {
            if (row.Text(column) is { Length: > 0 } text && !IsBare(text))
            {
                throw context.Refuse(DataverseError.ApiHubs(
                    """{"Code":"","Message":"Nullable object must have a value.","Target":null,"Details":[],"Innererror":null}"""));
            }
        }

        var operations = row.Text("scriptoperations") is { } list && Parse(list).Node is JsonArray { Count: > 0 };
        if (operations && string.IsNullOrEmpty(row.Text("customcodeblobcontent")))
        {
            throw context.Refuse(DataverseError.ApiHubs("InvalidScriptDefinitionUrlWithNonNullOperations"));
        }
    }

    private static bool IsBare(string text)
    {
        var (ok, node) = Parse(text);
        return ok && !(node is JsonObject wrapper && wrapper.ContainsKey("properties"));
    }

    private static (bool Ok, JsonNode? Node) Parse(string text)
    {
        try
        {
            return (true, JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }
}
