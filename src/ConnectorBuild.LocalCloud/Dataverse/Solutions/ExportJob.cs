using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>
/// <c>ExportSolutionAsync</c> and <c>DownloadSolutionExportData</c>: the same file as a system job, which takes as long as an import does on the
/// cloud's clock. An export excludes no import and no other export.
/// </summary>
internal static class ExportJob
{
    private const int ExportOperation = 202;
    private const int InProgress = 20;
    private const int Completed = 3;
    private const int Succeeded = 30;

    public static CloudResponse Start(DataverseContext context)
    {
        // What the solution holds when the export is asked for; a solution that is not there is refused at once.
        var file = SolutionExport.Write(context);
        var now = context.State.Now;
        var job = Rows.New(context.Environment, Tables.AsyncOperation, context.State.Ids.NextId(), context.UserId, now);
        job["name"] = "ExportSolution";
        job["messagename"] = "ExportSolutionAsync";
        job["operationtype"] = ExportOperation;
        job["startedon"] = Shape.DataverseTime(now);
        job["_user"] = context.UserId;
        job["_start"] = Shape.GraphTime(now);
        job["_end"] = Shape.GraphTime(now + context.Environment.Options.ImportDuration);
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

    /// <summary>Whether a system job is an export.</summary>
    public static bool Is(JsonObject job) => job.Text("_exportjobid") is not null;

    /// <summary>Notes that an export is done whose time is over.</summary>
    public static void Finish(DataverseEnvironment environment, JsonObject job)
    {
        var (start, end) = (job.Time("_start")!.Value, job.Time("_end")!.Value);
        var done = job.Copy();
        done["statecode"] = Completed;
        done["statuscode"] = Succeeded;
        done["completedon"] = Shape.DataverseTime(end);
        done["executiontimespan"] = (end - start).TotalSeconds;
        Rows.Touch(environment, Tables.AsyncOperation, done, job.Text("_user")!, end);
    }

    public static CloudResponse Download(DataverseContext context)
    {
        var id = context.Body().Text("ExportJobId") ?? throw context.Refuse(DataverseError.BadRequest("The parameter 'ExportJobId' is required."));
        var job = Rows.FindBy(context.Environment, Tables.AsyncOperation, "_exportjobid", id)
            ?? throw context.Refuse(DataverseError.NotFound("exportsolutionupload", id));
        if (job.Text("completedon") is null)
        {
            throw context.Refuse(DataverseError.BadRequest($"The export job with id {id} has not completed yet."));
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.DownloadSolutionExportDataResponse",
            ["ExportSolutionFile"] = job.Text("_export"),
        });
    }
}
