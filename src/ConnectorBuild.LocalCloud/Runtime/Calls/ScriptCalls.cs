using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.Scripts;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Has scripts answer calls.</summary>
internal sealed class ScriptCalls(LocalRuntimeOptions options, BackendHosts hosts, IScriptHost? host)
{
    /// <summary>Runs the connector's script.</summary>
    /// <returns>The answer, and whether the call failed.</returns>
    public async Task<(RuntimeResponse Response, bool HasFailed)> RunAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        call.Record.RanScript = true;
        if (host is null)
        {
            var message = NotSupported.Message("scripts where nothing brings a host for them: 'dotnet connector' does");
            call.Record.Finding = new CallFinding(RuntimeErrors.ScriptFailed.Id, message);
            return (PlatformError.NotSupportedHere(501, message), true);
        }

        var outcome = await host.RunAsync(Run(call), cancellationToken);
        call.Record.Logs.AddRange(outcome.Logs);
        foreach (var sent in outcome.Sent)
        {
            call.Record.SentByScript(sent);
        }

        if (outcome.Problem is { } problem)
        {
            return (Failed(call, problem, outcome.Message ?? ""), true);
        }

        var response = new RuntimeResponse(outcome.Status, outcome.Body);
        foreach (var (name, value) in outcome.Headers)
        {
            if (name is not ("Transfer-Encoding" or "Content-Length" or "Connection"))
            {
                response.Headers.Add(name, value);
            }
        }

        return (response, false);
    }

    private ScriptRun Run(GatewayCall call) => new()
    {
        Text = call.Connector.Script!,
        OperationId = call.Operation.OperationId,
        Method = call.Request.Method,
        Url = call.Request.Url,
        OriginalUrl = call.GatewayUrl + call.ClientTarget,
        Headers = [.. call.Request.Headers],
        Body = call.Request.Body.Bytes,
        TimeLimit = options.ScriptTimeLimit,
        OperationIdAsBase64 = options.OperationIdAsBase64,
        CorrelationId = call.Record.Id,
        ConnectionParameters = call.Connection.Parameters,
        AllowedHosts = hosts.Allowed,
        Backends = hosts.StandIns,
    };

    private RuntimeResponse Failed(GatewayCall call, ScriptProblem problem, string message)
    {
        var (error, text) = problem switch
        {
            ScriptProblem.TimeLimit =>
                (RuntimeErrors.ScriptTimeLimit, $"{message} The platform's limit holds for the script and the calls that it makes. "
                    + "Make fewer calls, or change runtime.scriptTimeLimit in local-cloud.json to see what the script would do."),
            ScriptProblem.HostNotAllowed =>
                (RuntimeErrors.HostNotAllowed, $"{message} Write the host into allowedHosts of local-cloud.json, or an address on this "
                    + "machine into runtime.backends."),
            ScriptProblem.NotCompiled => (RuntimeErrors.ScriptFailed, $"{message} 'dotnet build' shows every error at its place."),
            _ => (RuntimeErrors.ScriptFailed, $"The script gave no answer: {message.TrimEnd('.')}. The platform tells the client "
                + "nothing but status 500. Correct the script, and test it with ConnectorBuild.Scripting."),
        };
        call.Record.Finding = new CallFinding(error.Id, text);
        return problem == ScriptProblem.HostNotAllowed
            ? PlatformError.NotSupportedHere(403, $"{error.Id}: {text}")
            : PlatformError.Wrapped(
                500, call.Source, call.RequestId,
                problem == ScriptProblem.TimeLimit ? "Request to the backend service timed out" : options.FailureMessage);
    }
}
