using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// The writes of a deployment to Graph and Dataverse, in order; in another one that does the same, the connection is cut at each of them.
/// </summary>
internal sealed partial class DeploymentWrites
{
    private readonly List<(string Service, string Method, string Path)> _writes;

    /// <summary>What the cloud was asked to write since its log was cleared.</summary>
    public DeploymentWrites(LocalCloudServer cloud) => _writes =
        [.. cloud.Requests.Records.Where(r => r is { IsWrite: true, Service: "Graph" or "Dataverse" }).Select(r => (r.Service, r.Method, Names().Replace(r.Path, "*")))];

    public int Count => _writes.Count;

    // A request that may be repeated is, and the run ends only when none of its attempts is answered.
    private const int Attempts = 10;

    /// <summary>The faults for each write, before it takes effect and after that, with a name for messages.</summary>
    public IEnumerable<(IReadOnlyList<FaultRule> Faults, string Name)> Cuts() =>
        from moment in new[] { FaultMoment.BeforeCommit, FaultMoment.AfterCommit }
        from write in _writes.Select((what, index) => (What: what, Index: index))
        let nth = _writes.Take(write.Index + 1).Count(w => w == write.What)
        select (
            (IReadOnlyList<FaultRule>)
            [
                // A request that one rule strikes is counted by no other: each of them strikes one attempt.
                .. Enumerable.Range(0, Attempts).Select(_ => new FaultRule
                {
                    Service = write.What.Service,
                    Method = write.What.Method,
                    Path = write.What.Path,
                    Nth = nth,
                    Abort = true,
                    Moment = moment,
                }),
            ],
            $"{write.What.Method} {write.What.Path} {moment}");

    // What is another one in every round: ids, and names with the round's number.
    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|round\d+", RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
