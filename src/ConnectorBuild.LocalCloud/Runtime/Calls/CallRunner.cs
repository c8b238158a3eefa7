using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.Runtime.Policies;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Carries out an admitted call: credential, request policies, script or backend, response policies.</summary>
internal sealed class CallRunner(
    LocalRuntimeOptions options, ConnectionTokens tokens, ConnectionService connections, BackendClient backend, ScriptCalls scripts)
{
    /// <summary>Carries a call out. Whatever happens is an answer.</summary>
    public async Task<RuntimeResponse> RunAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        var policies = call.Connector.Policies;
        var runsScript = call.Connector.RunsScript(call.Operation.OperationId);
        if (runsScript && options.Script == ScriptPlace.WithoutPolicies)
        {
            policies = [];
        }

        if (PolicyRunner.FindUnknown(policies, call.Operation.OperationId) is { } unknown)
        {
            return Unknown(call, unknown.TemplateId, unknown.Title);
        }

        if (await PutCredentialAsync(call, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var policyCall = new PolicyCall
        {
            OperationId = call.Operation.OperationId,
            Request = call.Request,
            Connection = call.Connection.Parameters,
            Options = options,
            SendAsync = request => SendAsync(call, request, cancellationToken),
            GatewayUrl = call.GatewayUrl,
            ClientTarget = call.ClientTarget,
        };
        try
        {
            return await RunAsync(call, policyCall, policies, runsScript, cancellationToken);
        }
        catch (PolicyFailureException e)
        {
            return Fail(
                call, RuntimeErrors.PolicyFailed,
                $"The policy '{e.Policy.Title}' ({e.Policy.TemplateId}) could not be applied: {e.Message}.", 500);
        }
        finally
        {
            call.Record.Notes.AddRange(policyCall.Notes);
            if (policyCall.IsUnauthenticated)
            {
                connections.MarkUnauthenticated(call.Environment, call.Connection);
            }
        }
    }

    private async Task<RuntimeResponse> RunAsync(
        GatewayCall call, PolicyCall policyCall, IReadOnlyList<PolicyInstance> policies, bool runsScript, CancellationToken cancellationToken)
    {
        RuntimeResponse response;
        bool hasFailed;
        try
        {
            call.Record.Policies.AddRange(await PolicyRunner.ApplyAsync(policies, PolicySection.Request, policyCall));
            (response, hasFailed) = runsScript
                ? await scripts.RunAsync(call, cancellationToken)
                : Judge(call, await SendAsync(call, call.Request, cancellationToken));
        }
        catch (BackendFailureException e)
        {
            (response, hasFailed) = (Failed(call, e), true);
        }

        policyCall.Response = response;
        call.Record.Policies.AddRange(
            await PolicyRunner.ApplyAsync(policies, hasFailed ? PolicySection.Failure : PolicySection.Response, policyCall));
        return response;
    }

    private async Task<RuntimeResponse> SendAsync(GatewayCall call, RuntimeRequest request, CancellationToken cancellationToken)
    {
        var status = 0;
        try
        {
            var response = await backend.SendAsync(request, cancellationToken);
            status = response.Status;
            return response;
        }
        finally
        {
            call.Record.Sent(request, status);
        }
    }

    private async ValueTask<RuntimeResponse?> PutCredentialAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        string? token = null;
        if (call.Parameters.HasSignIn)
        {
            var signedIn = await tokens.GetAsync(call.Environment, call.Connection, cancellationToken);
            if (signedIn.AccessToken is null)
            {
                call.Record.Finding = Finding(
                    RuntimeErrors.SignInMissing,
                    $"The connection's token cannot be renewed ({signedIn.ErrorCode}: {signedIn.Message}). Publish the connector "
                        + $"again, and remove the connection with 'local-cloud connections --remove {call.Connection.Id}'.");
                return PlatformError.TokenExchange(401, call.Source, $"{signedIn.ErrorCode}: {signedIn.Message}");
            }

            token = signedIn.AccessToken;
            call.Record.Secrets.Add(token);
        }

        foreach (var parameter in call.Parameters.Parameters)
        {
            if (parameter.IsSecret && call.Connection.Parameters.TryGetValue(parameter.Name, out var secret))
            {
                call.Record.Secrets.Add(secret);
            }
        }

        Credential.Apply(call.Connector, call.Parameters, call.Connection.Parameters, token, call.Request);
        return null;
    }

    /// <summary>What the gateway makes of a backend's answer.</summary>
    private static (RuntimeResponse Response, bool HasFailed) Judge(GatewayCall call, RuntimeResponse response)
    {
        if (response.Status >= 500)
        {
            var inner = response.Body.Json?.DeepClone() ?? JsonValue.Create(System.Text.Encoding.UTF8.GetString(response.Body.Bytes));
            return (PlatformError.Wrapped(502, call.Source, call.RequestId, "BadGateway", inner), true);
        }

        if (response.IsSuccess && call.Operation.ExpectsJson && !response.Body.IsEmpty && !IsJson(response.Body.Bytes))
        {
            var text = System.Text.Encoding.UTF8.GetString(response.Body.Bytes);
            call.Record.Finding = Finding(
                RuntimeErrors.NotJson,
                $"The definition says that {call.Operation.OperationId} answers with JSON, and the backend answered with "
                    + $"{response.Headers.Find("Content-Type") ?? "something else"}, beginning with "
                    + $"'{text[..Math.Min(text.Length, 60)].ReplaceLineEndings(" ")}'. Check the address of the API (an HTML page is "
                    + "often its sign-in or start page), or correct 'produces' or the schema.");
            return (PlatformError.Wrapped(
                400, call.Source, call.RequestId, "The response is not in a JSON format.",
                JsonValue.Create(text[..Math.Min(text.Length, 8192)])), true);
        }

        return (response, false);
    }

    private static bool IsJson(byte[] body)
    {
        var reader = new Utf8JsonReader(body.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? body.AsSpan(3) : body);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RuntimeResponse Failed(GatewayCall call, BackendFailureException e)
    {
        var (error, response) = e.Failure switch
        {
            BackendFailure.HostNotAllowed =>
                (RuntimeErrors.HostNotAllowed, PlatformError.NotSupportedHere(403, $"{RuntimeErrors.HostNotAllowed.Id}: {e.Message}")),
            BackendFailure.TimedOut => (RuntimeErrors.BackendTimeout, PlatformError.ResponseTimeout(call.Source, call.RequestId, call.Record.Id)),
            BackendFailure.TooLarge => (RuntimeErrors.MessageTooLarge, PlatformError.NoResponse(call.Source, call.RequestId, call.Record.Id)),
            _ => (RuntimeErrors.BackendUnreachable, PlatformError.NoResponse(call.Source, call.RequestId, call.Record.Id)),
        };
        call.Record.Finding = Finding(error, e.Message);
        return response;
    }

    private RuntimeResponse Fail(GatewayCall call, DiagnosticDescriptor error, string message, int status)
    {
        call.Record.Finding = Finding(error, message);
        return PlatformError.Wrapped(status, call.Source, call.RequestId, options.FailureMessage);
    }

    private static RuntimeResponse Unknown(GatewayCall call, string template, string title)
    {
        var message = NotSupported.Message($"the policy template '{template}' of the policy '{title}'") + " Policy templates are in docs/runtime.md.";
        call.Record.Finding = Finding(RuntimeErrors.UnknownTemplate, message);
        return PlatformError.NotSupportedHere(501, message);
    }

    private static CallFinding Finding(DiagnosticDescriptor error, string message) => new(error.Id, message);
}
