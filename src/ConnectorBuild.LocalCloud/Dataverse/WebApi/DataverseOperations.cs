using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>The actions and functions of the Web API, with what docs/local-cloud.md says of them; what tables do is in <see cref="Tables"/>.</summary>
internal static class DataverseOperations
{
    public static IReadOnlyList<Operation<DataverseContext>> All { get; } =
    [
        new("POST", "/$batch", DataverseBatch.Handle,
            "multipart/mixed; 1000 requests; change sets are atomic, `Content-ID` and `$1`; stops at the first error unless "
            + "`odata.continue-on-error`",
            "DOC"),
        new("GET", "/WhoAmI", WhoAmI, "yes", "DOC"),
        new("GET", "/WhoAmI()", WhoAmI, "as above", "DOC"),
        new("GET", "/msdyn_componentlayers", Layers.List,
            "connectors only, by `msdyn_componentid`: managed solutions in order of installation, and `Active`",
            "SRC; virtual columns simplified"),
        new("POST", "/AddSolutionComponent", Components.AddAction, "types 372, 380, 381 and connection references", "DOC"),
        new("POST", "/RemoveSolutionComponent", Components.RemoveAction, "as above", "DOC"),
        new("POST", "/StageSolution", SolutionActions.Stage,
            "simplified: checks that the file can be read and has a version, compares nothing; no missing dependencies; an upload is "
            + "forgotten an hour later, when the next one comes",
            "SRC"),
        new("POST", "/ImportSolutionAsync", SolutionActions.Import,
            "see below; `CustomizationFile` or `StageSolutionUploadId`, `ComponentParameters`, `OverwriteUnmanagedCustomizations`, "
            + "`HoldingSolution`, `ConvertToManaged`; the parameters about ribbons, workflows and product updates change nothing; others "
            + "501",
            "SRC"),
        new("POST", "/StageAndUpgradeAsync", SolutionActions.Upgrade,
            "both must be managed, the version higher; what the new file no longer has is deleted",
            "SRC, ISS"),
        new("POST", "/DeleteAndPromote", SolutionActions.Promote, "the holding solution `{name}_Upgrade` takes the place", "DOC, ISS"),
        new("POST", "/PublishAllXml", SolutionActions.PublishAll,
            "204; there is nothing to publish; 429 `0x80071151` during an import",
            "DOC, ISS"),
        new("POST", "/ExportSolution", SolutionExport.Handle,
            "the file as a server writes it (no byte order marks, CRLF, verbatim texts, deflate); publisher addresses are left out",
            "DOC, real exports"),
        new("GET", "/RetrieveSolutionImportResult(ImportJobId={id})", ImportReport.Result,
            "simplified: the workbook holds name, status and message; 400 before the import has ended",
            "SRC; the 400: INFERRED"),
        new("GET", "/RetrieveFormattedImportJobResults(ImportJobId={id})", ImportReport.Formatted, "as above", "DOC"),
        new("POST", "/GrantAccess", Sharing.Grant,
            "connectors, connection references, environment variable definitions; users and teams",
            "DOC"),
        new("POST", "/ModifyAccess", Sharing.Modify, "as above", "DOC"),
        new("POST", "/RevokeAccess", Sharing.Revoke, "as above", "DOC"),
        new("GET", "/RetrieveSharedPrincipalsAndAccess(Target={target})", Sharing.List, "with a parameter alias", "DOC"),
        new("GET", "/RetrieveDependenciesForDelete(ObjectId={id},ComponentType={type})", Dependencies.ForDelete,
            "connection references of a connector (372)",
            "DOC"),
    ];

    private static CloudResponse WhoAmI(DataverseContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.WhoAmIResponse",
        ["BusinessUnitId"] = context.Environment.BusinessUnitId,
        ["UserId"] = context.UserId,
        ["OrganizationId"] = context.Environment.OrganizationId,
    });
}
