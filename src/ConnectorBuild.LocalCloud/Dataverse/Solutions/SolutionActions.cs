using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>The actions that stage, import, upgrade and publish.</summary>
internal static class SolutionActions
{
    private static readonly TimeSpan UploadLife = TimeSpan.FromHours(1);

    /// <summary>The parameters of imports.</summary>
    public const string ImportParameters =
        "CustomizationFile, OverwriteUnmanagedCustomizations, PublishWorkflows, ConvertToManaged, SkipProductUpdateDependencies, "
            + "HoldingSolution, SkipQueueRibbonJob, "
        + "AsyncRibbonProcessing, ComponentParameters, SolutionParameters, ImportJobId";

    /// <summary>What imports of the real service have besides.</summary>
    public const string OtherImportParameters = "LayerDesiredOrder, IsTemplateMode, TemplateDisplayNamePrefix, TemplateSuffix";

    public static CloudResponse Stage(DataverseContext context)
    {
        var file = Bytes(context, context.Body());
        var uploadId = context.State.Ids.NextId();
        var result = StageResult.Create(context, file, uploadId);
        foreach (var old in Rows.All(context.Environment, Tables.StagedSolution).Where(u => u.Time("createdon") + UploadLife < context.State.Now).ToList())
        {
            context.Environment.Remove(Tables.StagedSolution.Name, old.Id(Tables.StagedSolution));
        }

        if (result["StageSolutionStatus"]!.GetValue<string>() == "Passed")
        {
            var upload = Rows.New(context.Environment, Tables.StagedSolution, uploadId, context.UserId, context.State.Now);
            upload["_file"] = Convert.ToBase64String(file);
            Rows.Put(context.Environment, Tables.StagedSolution, upload);
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.StageSolutionResponse",
            ["StageSolutionResults"] = result,
        });
    }

    public static CloudResponse Import(DataverseContext context) => Start(context, "ImportSolutionAsync", upgrade: false);

    /// <summary>The synchronous import: done when it answers, or refused.</summary>
    public static CloudResponse ImportNow(DataverseContext context)
    {
        var body = context.Body();
        var file = Bytes(context, body);
        if (ImportJob.Running(context.Environment, context.State.Now) is not null)
        {
            throw context.Refuse(new DataverseError(429, "0x80071151", ImportJob.Busy("Import")));
        }

        return ImportJob.RunNow(context, file, body) is var (error, code) && error is not null
            ? throw context.Refuse(new DataverseError(400, $"0x{code:x8}", error))
            : CloudResponse.Empty(204);
    }

    public static CloudResponse Upgrade(DataverseContext context) => Start(context, "StageAndUpgradeAsync", upgrade: true);

    /// <summary>Puts a holding solution in the place of the solution.</summary>
    public static CloudResponse Promote(DataverseContext context)
    {
        var name = context.Body().Text("UniqueName") ?? "";
        var holding = Rows.FindBy(context.Environment, Tables.Solution, "uniquename", name + ImportJob.HoldingSuffix)
            ?? throw context.Refuse(DataverseError.NotFound("solution", name + ImportJob.HoldingSuffix));
        var restore = context.Environment.Snapshot();
        string id;
        try
        {
            id = SolutionImport.Promote(new ImportTarget(context.State, context.Environment, context.UserId), name, holding);
        }
        catch (CloudFailure)
        {
            restore();
            throw;
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.DeleteAndPromoteResponse",
            ["SolutionId"] = id,
        });
    }

    /// <summary>
    /// Publishes all customizations. Connectors and environment variables are in force when they are saved, so there is nothing left to
    /// do.
    /// </summary>
    public static CloudResponse PublishAll(DataverseContext context) => ImportJob.Running(context.Environment, context.State.Now) is null
        ? CloudResponse.Empty(204)
        : throw context.Refuse(new DataverseError(429, "0x80071151", ImportJob.Busy("PublishAll")));

    private static CloudResponse Start(DataverseContext context, string message, bool upgrade)
    {
        var body = context.Body();
        var job = ImportJob.Start(context, Bytes(context, body), body, message, upgrade);
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.{message}Response",
            ["ImportJobKey"] = job.Text("_importjobid"),
            ["AsyncOperationId"] = job.Text("asyncoperationid"),
        });
    }

    private static byte[] Bytes(DataverseContext context, JsonObject body)
    {
        if (body["SolutionParameters"].Text("StageSolutionUploadId") is { } uploadId)
        {
            var upload = Rows.Find(context.Environment, Tables.StagedSolution, uploadId.ToLowerInvariant())
                ?? throw context.Refuse(DataverseError.NotFound("stagesolutionupload", uploadId));
            return Convert.FromBase64String(upload.Text("_file")!);
        }

        try
        {
            return Convert.FromBase64String(
                body.Text("CustomizationFile")
                    ?? throw context.Refuse(DataverseError.BadRequest("The parameter 'CustomizationFile' is required.")));
        }
        catch (FormatException)
        {
            throw context.Refuse(DataverseError.BadRequest("The parameter 'CustomizationFile' is not base64 text."));
        }
    }
}
