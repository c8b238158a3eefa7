using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What needs a component: connection references, and flows and apps, need their connector.</summary>
internal static class Dependencies
{
    public static CloudResponse ForDelete(DataverseContext context)
    {
        var id = context.Id();
        if (context.Route["type"] != "372")
        {
            throw context.NotSupported($"RetrieveDependenciesForDelete of component type {context.Route["type"]}");
        }

        var dependencies = Rows.All(context.Environment, Tables.ConnectionReference)
            .Where(r => r.Text("_customconnectorid_value") == id)
            .Select(r => (Id: r.Id(Tables.ConnectionReference), Type: Tables.ConnectionReference.ComponentType))
            .Concat(
                OtherComponents.Needing(context.Environment, id)
                    .Select(c => (Id: c.Id(Tables.OtherComponent), Type: c["componenttype"]!.GetValue<int>())))
            .Select(d => (JsonNode)new JsonObject
            {
                ["@odata.type"] = "#Microsoft.Dynamics.CRM.dependency",
                ["dependencytype"] = 2,
                ["requiredcomponentobjectid"] = id,
                ["requiredcomponenttype"] = 372,
                ["dependentcomponentobjectid"] = d.Id,
                ["dependentcomponenttype"] = d.Type,
            });
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#dependencies",
            ["value"] = new JsonArray([.. dependencies]),
        });
    }
}
