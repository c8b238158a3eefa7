using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

internal sealed class AsyncOperationBehaviour : TableBehaviour
{
    public override JsonObject Show(DataverseContext context, JsonObject row)
    {
        if (row.Text("completedon") is not null)
        {
            return row;
        }

        var started = ImportProgress.Of(row, context.State.Now).HasStarted;
        var copy = row.Copy();
        copy["statecode"] = started ? 2 : 0;
        copy["statuscode"] = started ? 20 : 0;
        copy["startedon"] = started ? Shape.DataverseTime(row.Time("_start")!.Value) : null;
        return copy;
    }
}

internal sealed class ImportJobBehaviour : TableBehaviour
{
    public override JsonObject Show(DataverseContext context, JsonObject row)
    {
        if (row.Text("completedon") is not null
            || Rows.Find(context.Environment, Tables.AsyncOperation, row.Text("_asyncoperationid")) is not { } job)
        {
            return row;
        }

        var (started, progress) = ImportProgress.Of(job, context.State.Now);
        var copy = row.Copy();
        copy["progress"] = Math.Round(progress, 2);
        copy["startedon"] = started ? Shape.DataverseTime(job.Time("_start")!.Value) : null;
        return copy;
    }
}
