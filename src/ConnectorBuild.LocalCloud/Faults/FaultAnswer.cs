using System.Text;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Faults;

/// <summary>What a fault answers.</summary>
internal static class FaultAnswer
{
    /// <summary>The answer that the rule gives; the real one where it gives none.</summary>
    public static CloudResponse? Of(FaultRule rule)
    {
        if (rule.Status is not { } status)
        {
            return null;
        }

        var answer = CloudResponse.Bytes(
            status, Encoding.UTF8.GetBytes(rule.Body ?? ""), rule.Body is null ? null : "application/json; charset=utf-8");
        foreach (var (name, value) in rule.Headers)
        {
            answer.With(name, value);
        }

        return answer;
    }

    /// <summary>Handles a part of a batch under the rule that strikes it, if one does.</summary>
    public static CloudResponse Apply(FaultRule? rule, Func<CloudResponse> handle)
    {
        if (rule is null || Of(rule) is not { } answer)
        {
            return handle();
        }

        if (rule.Moment == FaultMoment.AfterCommit)
        {
            handle();
        }

        return answer;
    }
}
