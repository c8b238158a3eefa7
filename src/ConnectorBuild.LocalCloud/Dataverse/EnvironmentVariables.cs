using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary><c>RetrieveEnvironmentVariableValue</c>: the value of a variable, else its default.</summary>
internal static class EnvironmentVariables
{
    public static CloudResponse Retrieve(DataverseContext context)
    {
        var name = context.Route["name"];
        var definition = Rows.FindBy(context.Environment, Tables.EnvironmentVariableDefinition, "schemaname", name)
            ?? throw context.Refuse(
                new DataverseError(404, "0x80040217", $"An environment variable definition with the schema name '{name}' does not exist."));
        var value = Rows.FindBy(
            context.Environment, Tables.EnvironmentVariableValue, "_environmentvariabledefinitionid_value",
            definition.Id(Tables.EnvironmentVariableDefinition));
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RetrieveEnvironmentVariableValueResponse",
            ["Value"] = value.Text("value") ?? definition.Text("defaultvalue"),
        });
    }
}
