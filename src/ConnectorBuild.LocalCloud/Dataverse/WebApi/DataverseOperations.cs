using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>
/// The actions and functions of the Web API, with what docs/local-cloud.md says of them; what tables do is in <see cref="Tables"/>.
/// </summary>
internal static class DataverseOperations
{
    private const string ExportParameters =
        "SolutionName, Managed, TargetVersion, ExportAutoNumberingSettings, ExportCalendarSettings, ExportCustomizationSettings, "
            + "ExportEmailTrackingSettings, "
        + "ExportGeneralSettings, ExportMarketingSettings, ExportOutlookSynchronizationSettings, ExportRelationshipRoles, "
        + "ExportIsvConfig, ExportSales, "
        + "ExportExternalApplications";

    private const string OtherExportParameters = "ExportComponentsParams";

    public static IReadOnlyList<Operation<DataverseContext>> All { get; } =
    [
        new("POST", "/$batch", DataverseBatch.Handle,
            "multipart/mixed; 1000 requests; change sets are atomic, `Content-ID` and `$1`; stops at the first error unless "
            + "`odata.continue-on-error`",
            "DOC"),
        new("GET", "/WhoAmI", WhoAmI, "yes", "DOC"),
        new("GET", "/WhoAmI()", WhoAmI, "as above", "DOC"),
        new(
            "GET", "/RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'{access}')", CurrentOrganization,
            "simplified: ids and address", "DOC"),
        new("GET", "/", MetadataDocument.Service, "the modelled tables", "DOC"),
        new("GET", "/$metadata", MetadataDocument.Csdl, "simplified: tables with columns and navigation properties; no actions and functions", "DOC"),
        new("GET", "/EntityDefinitions", TableDefinitions.List,
            "read-only, the modelled tables; `$expand=Attributes`; simplified: the properties that clients look names up by",
            "DOC"),
        new("GET", "/EntityDefinitions(LogicalName='{name}')", TableDefinitions.Get, "as above", "DOC"),
        new("GET", "/EntityDefinitions({id})", TableDefinitions.Get, "as above; ids are our own", "DOC"),
        new("GET", "/EntityDefinitions(LogicalName='{name}')/Attributes", TableDefinitions.Attributes, "as above", "DOC"),
        new("GET", "/EntityDefinitions(LogicalName='{name}')/Attributes(LogicalName='{column}')", TableDefinitions.Attribute, "as above", "DOC"),
        new(
            "GET", "/RetrieveEnvironmentVariableValue(DefinitionSchemaName={name})", EnvironmentVariables.Retrieve,
            "the value, else the default; by alias", "DOC"),
        new("GET", "/RetrieveEnvironmentVariableValue(DefinitionSchemaName='{name}')", EnvironmentVariables.Retrieve, "as above", "DOC"),
        new("GET", "/msdyn_componentlayers", Layers.List,
            "connectors only, by `msdyn_componentid`: managed solutions in order of installation, and `Active`",
            "SRC; virtual columns simplified"),
        new("GET", "/msdyn_solutioncomponentsummaries", OtherComponents.List,
            "by `msdyn_solutionid`: the components of a solution of any type, with type and names",
            "DOC; which column holds which name: INFERRED"),
        new("GET", "/workflows", OtherComponents.Flows, "the flows among the components of the options: id, name, category", "DOC"),
        new("GET", "/canvasapps", OtherComponents.CanvasApps, "the canvas apps among the components of the options: id, names", "DOC"),
        new("GET", "/bots", OtherComponents.Agents, "the components of the options whose table is `bot`: id, name", "DOC"),
        ActionParameters.Action(
            "AddSolutionComponent",
            "ComponentId, ComponentType, SolutionUniqueName, AddRequiredComponents, DoNotIncludeSubcomponents, "
                + "IncludedComponentSettingsValues",
            "", Components.AddAction, "types 372, 380, 381 and connection references", "DOC"),
        ActionParameters.Action(
            "RemoveSolutionComponent", "SolutionComponent, ComponentId, ComponentType, SolutionUniqueName", "", Components.RemoveAction,
            "as above", "DOC"),
        ActionParameters.Action("StageSolution", "CustomizationFile", "", SolutionActions.Stage,
            "simplified: checks that the file can be read and has a version, compares nothing; no missing dependencies; an upload is "
            + "forgotten an hour later, when the next one comes",
            "SRC"),
        ActionParameters.Action("ImportSolutionAsync", SolutionActions.ImportParameters, SolutionActions.OtherImportParameters, SolutionActions.Import,
            "`CustomizationFile` or `StageSolutionUploadId`, `ComponentParameters`, `OverwriteUnmanagedCustomizations`, "
            + "`HoldingSolution`, `ConvertToManaged`; the parameters about ribbons, workflows and product updates change nothing; others "
            + "501",
            "SRC"),
        ActionParameters.Action("ImportSolution", SolutionActions.ImportParameters, SolutionActions.OtherImportParameters, SolutionActions.ImportNow,
            "synchronous: as above, done when it answers; what it refuses is a 400 with the import's text",
            "DOC; codes of the refusals: INFERRED"),
        ActionParameters.Action("StageAndUpgradeAsync", SolutionActions.ImportParameters, SolutionActions.OtherImportParameters, SolutionActions.Upgrade,
            "both must be managed, the version higher; what the new file no longer has is deleted",
            "SRC, ISS"),
        ActionParameters.Action(
            "DeleteAndPromote", "UniqueName", "", SolutionActions.Promote, "the holding solution `{name}_Upgrade` takes the place",
            "DOC, ISS"),
        ActionParameters.Action("PublishAllXml", "", "", SolutionActions.PublishAll,
            "204; there is nothing to publish; 429 `0x80071151` during an import",
            "DOC, ISS"),
        ActionParameters.Action("ExportSolution", ExportParameters, OtherExportParameters, SolutionExport.Handle,
            "the file as a server writes it (no byte order marks, CRLF, verbatim texts, deflate); publisher addresses are left out",
            "DOC, real exports"),
        ActionParameters.Action("ExportSolutionAsync", ExportParameters, OtherExportParameters, ExportJob.Start,
            "a system job that takes as long as an import; it excludes no import",
            "DOC"),
        ActionParameters.Action(
            "DownloadSolutionExportData", "ExportJobId", "", ExportJob.Download, "400 before the export has ended",
            "DOC; the 400: INFERRED"),
        new("GET", "/RetrieveSolutionImportResult(ImportJobId={id})", ImportReport.Result,
            "simplified: the workbook holds name, status and message; 400 before the import has ended",
            "SRC; the 400: INFERRED"),
        new("GET", "/RetrieveFormattedImportJobResults(ImportJobId={id})", ImportReport.Formatted, "as above", "DOC"),
        ActionParameters.Action("GrantAccess", "Target, PrincipalAccess", "", Sharing.Grant,
            "connectors, connection references, environment variable definitions; users and teams",
            "DOC"),
        ActionParameters.Action("ModifyAccess", "Target, PrincipalAccess", "", Sharing.Modify, "as above", "DOC"),
        ActionParameters.Action("RevokeAccess", "Target, Revokee", "", Sharing.Revoke, "as above", "DOC"),
        new("GET", "/RetrieveSharedPrincipalsAndAccess(Target={target})", Sharing.List, "with a parameter alias", "DOC"),
        new("GET", "/RetrieveDependenciesForDelete(ObjectId={id},ComponentType={type})", Dependencies.ForDelete,
            "connection references of a connector (372)",
            "DOC"),
    ];

    private static CloudResponse CurrentOrganization(DataverseContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse",
        ["Detail"] = new JsonObject
        {
            ["OrganizationId"] = context.Environment.OrganizationId,
            ["EnvironmentId"] = context.Environment.Id,
            ["FriendlyName"] = context.Environment.Name,
            ["TenantId"] = context.Environment.Tenant.Id,
            ["UrlName"] = context.Environment.Name,
        },
    });

    private static CloudResponse WhoAmI(DataverseContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.WhoAmIResponse",
        ["BusinessUnitId"] = context.Environment.BusinessUnitId,
        ["UserId"] = context.UserId,
        ["OrganizationId"] = context.Environment.OrganizationId,
    });
}
