using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What the system job of an import says of its progress before it is carried out.</summary>
internal static class ImportProgress
{
    /// <summary>Whether it has started, and how far it is: from 0 to 100.</summary>
    public static (bool HasStarted, double Progress) Of(JsonObject job, DateTimeOffset now)
    {
        var (start, end) = (job.Time("_start")!.Value, job.Time("_end")!.Value);
        var progress = job.Text("completedon") is not null ? 100
            : now < start ? 0
            : end <= start ? 100
            : Math.Min(100, 100 * ((now - start) / (end - start)));
        return (now >= start, progress);
    }
}
