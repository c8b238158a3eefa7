using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>
/// Imports as system jobs: they take time on the cloud's clock, exclude each other, and happen as a whole at their end or not at all.
/// </summary>
internal static class ImportJob
{
    /// <summary>What a holding solution's name ends with.</summary>
    public const string HoldingSuffix = "_Upgrade";

    /// <summary>The message of an operation that another import does not let start.</summary>
    public static string Busy(string operation) =>
        $"Cannot start another [{operation}] because there is a previous [Import] running at this moment. Use Solution History for "
            + "more details. -- The solution "
        + "installation or removal failed due to the installation or removal of another solution at the same time. Please try again later.";

    /// <summary>Makes the system job and the import job of an import.</summary>
    public static JsonObject Start(DataverseContext context, byte[] file, JsonObject parameters, string message, bool upgrade)
    {
        var (environment, now) = (context.Environment, context.State.Now);
        var running = Running(environment, now);
        var importJobId = context.State.Ids.NextId();
        var job = Rows.New(environment, Tables.AsyncOperation, context.State.Ids.NextId(), context.UserId, now);
        job["name"] = "ImportSolution";
        job["messagename"] = message;
        job["operationtype"] = 54;
        job["correlationid"] = context.State.Ids.NextId();
        job["depth"] = 1;
        job["retrycount"] = 0;
        job["subtype"] = 1;
        job["retainjobhistory"] = false;
        job["_importjobid"] = importJobId;
        job["_file"] = Convert.ToBase64String(file);
        job["_user"] = context.UserId;
        job["_upgrade"] = upgrade;
        job["_parameters"] = Settings(parameters);
        var start = running is not null && environment.Options.QueueImports ? Ends(environment).Max() : now;
        job["_start"] = Shape.GraphTime(start);
        job["_busy"] = running is not null && !environment.Options.QueueImports;
        job["_end"] = Shape.GraphTime(
            start + (running is null || environment.Options.QueueImports ? environment.Options.ImportDuration : TimeSpan.Zero));
        Rows.Put(environment, Tables.AsyncOperation, job);

        var import = Rows.New(environment, Tables.ImportJob, importJobId, context.UserId, now);
        import["name"] = "Customizations";
        import["operationcontext"] = upgrade ? "Upgrade" : "Import";
        import["importcontext"] = "ImportInstall";
        import["_asyncoperationid"] = job.Id(Tables.AsyncOperation);
        Rows.Put(environment, Tables.ImportJob, import);
        return job;
    }

    /// <summary>Imports at once, and notes it like an import that was waited for.</summary>
    /// <returns>Why it failed, with the code; nulls where it was done.</returns>
    public static (string? Error, int Code) RunNow(DataverseContext context, byte[] file, JsonObject parameters)
    {
        var job = Start(context, file, parameters, "ImportSolution", upgrade: false).Copy();
        job["_end"] = job["_start"]!.DeepClone();
        if (parameters.Text("ImportJobId") is { } id && Guid.TryParse(id, out var importJobId))
        {
            Rename(context.Environment, job, importJobId.ToString());
        }

        Finish(context.State, context.Environment, job);
        var done = Rows.Find(context.Environment, Tables.AsyncOperation, job.Id(Tables.AsyncOperation))!;
        return (done.Text("message"), done["errorcode"]?.GetValue<int>() ?? 0);
    }

    private static void Rename(DataverseEnvironment environment, JsonObject job, string importJobId)
    {
        var import = Rows.Find(environment, Tables.ImportJob, job.Text("_importjobid"))!.Copy();
        environment.Remove(Tables.ImportJob.Name, job.Text("_importjobid")!);
        import[Tables.ImportJob.Key] = importJobId;
        job["_importjobid"] = importJobId;
        Rows.Put(environment, Tables.ImportJob, import);
    }

    /// <summary>The import that runs or waits, or null.</summary>
    public static JsonObject? Running(DataverseEnvironment environment, DateTimeOffset now) =>
        Rows.All(environment, Tables.AsyncOperation).FirstOrDefault(j => !ExportJob.Is(j) && j.Text("completedon") is null && j.Time("_end") > now);

    /// <summary>Carries out every import and finishes every export whose time is over.</summary>
    public static void Advance(CloudState state)
    {
        foreach (var environment in state.Environments.Values)
        {
            foreach (var job in Rows.All(environment, Tables.AsyncOperation).Where(j => j.Text("completedon") is null && j.Time("_end") <= state.Now).OrderBy(j => j.Time("_end")).ToList())
            {
                if (ExportJob.Is(job))
                {
                    ExportJob.Finish(environment, job);
                }
                else
                {
                    Finish(state, environment, job);
                }
            }
        }
    }

    private static void Finish(CloudState state, DataverseEnvironment environment, JsonObject job)
    {
        var restore = environment.Snapshot();
        var (error, code, solution) = ((string?)null, 0, "");
        try
        {
            var file = SolutionFile.Read(Convert.FromBase64String(job.Text("_file")!));
            solution = file.UniqueName;
            if (job["_busy"]!.GetValue<bool>())
            {
                (error, code) = (Busy("Import"), unchecked((int)0x80071151));
            }
            else
            {
                SolutionImport.Apply(
                    new ImportTarget(state, environment, job.Text("_user")!), file, job["_parameters"]!.AsObject(),
                    job["_upgrade"]!.GetValue<bool>());
            }
        }
        catch (SolutionFileException e)
        {
            (error, code) = (e.Message, unchecked((int)0x80048060));
        }
        catch (SolutionImportException e)
        {
            (error, code) = (e.Message, e.Code);
        }
        catch (CloudFailure e)
        {
            (error, code) = (JsonNode.Parse(e.Response.Body)?["error"].Text("message") ?? "", unchecked((int)0x80040216));
        }
#pragma warning disable CA1031 // Do not catch general exception types: the import is due at every request, so whatever is thrown on here fails them all, and again after a restart.
        catch (Exception e)
#pragma warning restore CA1031
        {
            (error, code) = ($"An unexpected error occurred: {e.GetType().Name}: {e.Message}", unchecked((int)0x80040216));
        }

        if (error is not null)
        {
            restore();
        }

        Complete(environment, job, solution, error, code);
    }

    private static void Complete(DataverseEnvironment environment, JsonObject job, string solution, string? error, int code)
    {
        var (start, end) = (job.Time("_start")!.Value, job.Time("_end")!.Value);
        var done = job.Copy();
        done.Remove("_file");
        done["statecode"] = 3;
        done["statuscode"] = error is null ? 30 : 31;
        done["startedon"] = Shape.DataverseTime(start);
        done["completedon"] = Shape.DataverseTime(end);
        done["executiontimespan"] = (end - start).TotalSeconds;
        done["message"] = error;
        done["friendlymessage"] = error;
        done["errorcode"] = error is null ? null : code;
        Rows.Touch(environment, Tables.AsyncOperation, done, job.Text("_user")!, end);

        var import = Rows.Find(environment, Tables.ImportJob, job.Text("_importjobid"))!.Copy();
        import["solutionname"] = solution;
        import["startedon"] = Shape.DataverseTime(start);
        import["completedon"] = Shape.DataverseTime(end);
        import["progress"] = error is null ? 100.0 : 0.0;
        import["data"] = ImportReport.Data(solution, error, code, start, end);
        import["_error"] = error;
        Rows.Touch(environment, Tables.ImportJob, import, job.Text("_user")!, end);
    }

    private static IEnumerable<DateTimeOffset> Ends(DataverseEnvironment environment) =>
        Rows.All(environment, Tables.AsyncOperation).Where(j => !ExportJob.Is(j) && j.Text("completedon") is null).Select(j => j.Time("_end")!.Value);

    private static JsonObject Settings(JsonObject parameters)
    {
        var copy = parameters.Copy();
        copy.Remove("CustomizationFile");
        copy.Remove("SolutionParameters");
        return copy;
    }
}
