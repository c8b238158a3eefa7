using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Calls;

namespace ConnectorBuild.Tool.Calls;

/// <summary>What is to be said of a call.</summary>
internal static class CallFindings
{
    /// <summary>The findings, errors first.</summary>
    public static IReadOnlyList<Diagnostic> Of(SwaggerDocument document, SwaggerOperation operation, CallResult result)
    {
        var findings = new List<Diagnostic>();
        if (result.Trace?.Finding is { } finding && AllCodes.Find(finding.Code) is { } descriptor)
        {
            findings.Add(new Diagnostic(descriptor, finding.Message));
        }
        else if (!result.IsSuccess)
        {
            findings.Add(new Diagnostic(
                RuntimeErrors.CallRefused,
                $"{operation.Id} was answered with {result.Status}{Original(result)}. The answer's body usually says why; the API's "
                    + "own log says more. 'dotnet connector call' shows the body."));
        }

        if (result.IsSuccess)
        {
            findings.AddRange(Differences(document, operation, result).Select(d => new Diagnostic(
                RuntimeErrors.AnswerDiffers, $"{operation.Id}: {d}. Flows and apps are built on the definition. Correct the "
                    + "definition, or the API.")));
        }

        return findings;
    }

    /// <summary>Through what a call went, as words.</summary>
    public static string Way(CallTrace? trace)
    {
        List<string> parts = [];
        if (trace is not null)
        {
            parts.AddRange(trace.Credential switch
            {
                "oauth2" => ["sign-in"],
                "apiKey" => ["API key"],
                "basic" => ["basic authentication"],
                _ => [],
            });
            if (trace.Policies.Count > 0)
            {
                parts.Add("policies");
            }

            if (trace.RanScript)
            {
                parts.Add("script");
            }
        }

        return parts.Count switch
        {
            0 => "through the gateway",
            1 => $"through {parts[0]}",
            _ => $"through {string.Join(", ", parts.SkipLast(1))} and {parts[^1]}",
        };
    }

    // From 500 on the gateway answers with its own 502.
    private static string Original(CallResult result) =>
        result.Trace?.Sent is [.., { Status: > 0 and var status }] && status != result.Status ? $" (the API answered with {status})" : "";

    private static IEnumerable<string> Differences(SwaggerDocument document, SwaggerOperation operation, CallResult result)
    {
        // What a tool server answers is the protocol's, and its definition says nothing of it: 202 for a notification, for example.
        if (operation.Json.ContainsKey("x-ms-agentic-protocol"))
        {
            return [];
        }

        var schema = document.ResponseSchema(operation, result.Status, out var isDeclared);
        if (!isDeclared)
        {
            return [$"the answer's status {result.Status} is not among the responses of the definition"];
        }

        return schema is null || result.Body.Length == 0 || result.Json is not { } json ? [] : SchemaCheck.Problems(document, json, schema);
    }
}
