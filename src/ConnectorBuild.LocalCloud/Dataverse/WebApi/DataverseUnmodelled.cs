using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>What the Web API has and the local cloud does not. Paths are without <c>/api/data/v9.x</c>.</summary>
internal static class DataverseUnmodelled
{
    private static readonly string[] OtherTables =
    [
        "accounts", "contacts", "leads", "opportunities", "incidents", "tasks", "annotations", "businessunits", "roles", "privileges", "processes",
        "webresourceset", "appmodules", "canvasapps", "bots", "botcomponents", "pluginassemblies", "plugintypes", "sdkmessages", "sdkmessageprocessingsteps",
        "savedqueries", "userqueries", "systemforms", "queues", "subjects", "transactioncurrencies", "solutionhistories", "msdyn_solutionhistories",
        "customapis", "dependencies", "teamtemplates", "fieldsecurityprofiles", "callbackregistrations", "flowsessions",
        "keyvaultreferences", "managedidentities", "serviceendpoints", "catalogs", "exportsolutionuploads", "principals", "activitypointers", "emails",
    ];

    public static IReadOnlyList<Unmodelled> All { get; } =
    [
        new("POST", "/CloneAsSolution", "CloneAsSolution"),
        new("POST", "/CloneAsPatch", "patches of solutions"),
        new("POST", "/RemoveActiveCustomizations*", "RemoveActiveCustomizations"),
        new("POST", "/ExportTranslation", "translations"),
        new("POST", "/ImportTranslation*", "translations by import"),
        new("POST", "/UninstallSolutionAsync", "UninstallSolutionAsync"),
        new("POST", "/PublishXml", "PublishXml"),
        new("POST", "/PublishAllXmlAsync", "PublishAllXmlAsync"),
        new("*", "/Retrieve*(*", "functions besides those above"),
        new("*", "/Retrieve*", "functions without parameters besides those above"),
        new("POST", "/*/Microsoft.Dynamics.CRM.*", "bound actions"),
        new("GET", "/*/Microsoft.Dynamics.CRM.*", "bound functions"),
        new("*", "/GlobalOptionSetDefinitions*", "global choices"),
        new("*", "/RelationshipDefinitions*", "definitions of relationships"),
        new("*", "/EntityDefinitions*", "writing definitions of tables, and parts of them"),
        new("*", "/ManagedPropertyDefinitions*", "definitions of managed properties"),
        .. OtherTables.Select(t => new Unmodelled("*", $"/{t}*", $"the table `{t}`")),
        new("PUT", "/*(*)/*", "single columns by PUT"),
        new("DELETE", "/*(*)/*", "single columns and references by DELETE"),
        new("*", "/*(*)/*/$ref", "references by $ref"),
        new("GET", "/*(*)/*/$value", "single columns by $value"),
    ];
}
