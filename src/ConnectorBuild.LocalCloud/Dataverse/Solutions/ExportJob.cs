using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary><c>ExportSolutionAsync</c> and <c>DownloadSolutionExportData</c>: the same file as a system job, which is done at once.</summary>
internal static class ExportJob
{
    private const int ExportOperation = 202;

    public static CloudResponse Start(DataverseContext context)
    {
        var file = SolutionExport.Write(context);
        var job = Rows.New(context.Environment, Tables.AsyncOperation, context.State.Ids.NextId(), context.UserId, context.State.Now);
        var now = Shape.DataverseTime(context.State.Now);
        job["name"] = "ExportSolution";
        job["messagename"] = "ExportSolutionAsync";
        job["operationtype"] = ExportOperation;
        job["statecode"] = 3;
        job["statuscode"] = 30;
        job["startedon"] = now;
        job["completedon"] = now;
        job["_exportjobid"] = context.State.Ids.NextId();
        job["_export"] = Convert.ToBase64String(file);
        Rows.Put(context.Environment, Tables.AsyncOperation, job);
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.ExportSolutionAsyncResponse",
            ["AsyncOperationId"] = job.Id(Tables.AsyncOperation),
            ["ExportJobId"] = job.Text("_exportjobid"),
        });
    }

    public static CloudResponse Download(DataverseContext context)
    {
        var id = context.Body().Text("ExportJobId") ?? throw context.Refuse(DataverseError.BadRequest("The parameter 'ExportJobId' is required."));
        var job = Rows.FindBy(context.Environment, Tables.AsyncOperation, "_exportjobid", id) ?? throw context.Refuse(DataverseError.NotFound("exportsolutionupload", id));
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.DownloadSolutionExportDataResponse",
            ["ExportSolutionFile"] = job.Text("_export"),
        });
    }
}
