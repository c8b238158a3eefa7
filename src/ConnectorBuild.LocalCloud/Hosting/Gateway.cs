using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Management;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>
/// Takes requests from Kestrel, lets faults strike, handles one request at a time, keeps what it changed and remembers that it happened.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="file">Where the state is kept; null for memory.</param>
/// <param name="log">Remembers requests.</param>
/// <param name="faults">Faults to strike with.</param>
/// <param name="services">The services.</param>
/// <param name="management">Answers requests that are for the host and not for a service; exempt from faults and log.</param>
/// <param name="calls">Answers calls through connections, which may take long and run side by side; they are not in the log.</param>
internal sealed class Gateway(
    CloudState state, StateFile? file, RequestLog log, FaultRules faults, Services services, ManagementApi management, CallGateway calls)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await management.HandleAsync(context) || await calls.HandleAsync(context))
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var time = state.Now;
        var (target, sent) = await services.ReadAsync(context);
        var rule = faults.Strike(target.Service, target.Environment, target.Request.Method, sent, isPart: false);
        var response = await HandleAsync(target, rule, context.RequestAborted);
        var isCut = rule is { Abort: true } or { Hang: true };
        log.Add(new RequestRecord(
            time, target.Service, target.Environment, target.Request.Method, sent, isCut
                ? 0
                : response.Status, Stopwatch.GetElapsedTime(started), target.Request.Parts));
        if (rule is { Hang: true })
        {
            await HangAsync(context);
            return;
        }

        if (isCut)
        {
            context.Abort();
            return;
        }

        if (rule is { Skew.Ticks: not 0 })
        {
            response.With("Date", (time + rule.Skew).ToString("R", CultureInfo.InvariantCulture));
        }

        await WriteAsync(context, response, rule?.Truncate);
    }

    // Until the client has had enough.
    private static async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<CloudResponse> HandleAsync(Target target, FaultRule? rule, CancellationToken cancellationToken)
    {
        Action? leave = null;
        if (target.Protection?.Enter(User(target.Request), target.Request, out leave) is { } refusal)
        {
            return refusal;
        }

        try
        {
            if (rule is null)
            {
                return Run(target);
            }

            if (rule.Moment == FaultMoment.BeforeCommit)
            {
                await DelayAsync(rule, cancellationToken);
                return rule.Abort || rule.Hang ? CloudResponse.Empty(500) : FaultAnswer.Of(rule) ?? Run(target, rule);
            }

            var response = Run(target, rule);
            await DelayAsync(rule, cancellationToken);
            return FaultAnswer.Of(rule) ?? response;
        }
        finally
        {
            leave?.Invoke();
        }
    }

    private Task DelayAsync(FaultRule rule, CancellationToken cancellationToken) =>
        rule.Delay > TimeSpan.Zero ? Task.Delay(rule.Delay, state.Options.Clock, cancellationToken) : Task.CompletedTask;

    private CloudResponse Run(Target target, FaultRule? rule = null)
    {
        lock (state.Gate)
        {
            state.Skew = rule?.Skew ?? TimeSpan.Zero;
            target.Request.IsTokenExpired = rule is { ExpireToken: true };
            var before = state.Changes;
            ImportJob.Advance(state);
            var restore = target.Request.Method == "GET" ? null : state.Snapshot();
            try
            {
                var response = target.Handle(target.Request);
                if (state.Changes != before)
                {
                    file?.Save(state);
                }

                return response;
            }
            catch (CloudFailure failure)
            {
                restore?.Invoke();
                return failure.Response;
            }
            catch (ConnectorException e)
            {
                restore?.Invoke();
                return CloudResponse.Bytes(500, Encoding.UTF8.GetBytes(e.Message), "text/plain; charset=utf-8");
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or System.Text.Json.JsonException)
            {
                // A value of a shape that no check foresaw. To the client it is a refusal like any other, and nothing was changed.
                restore?.Invoke();
                return CloudResponse.Bytes(
                    500, Encoding.UTF8.GetBytes($"The local cloud failed on {target.Request.Method} {target.Request.Path}: {e}"),
                    "text/plain; charset=utf-8");
            }
            finally
            {
                state.Skew = TimeSpan.Zero;
            }
        }
    }

    /// <summary>Whom the limits count: whoever the token names, proved or not.</summary>
    private static string User(CloudRequest request) =>
        request.Header("Authorization")?.Split(' ') is [_, var token] && TokenSigner.Read(token) is var (_, claims) ? claims.Text("oid") ?? "" : "";

    private static async Task WriteAsync(HttpContext context, CloudResponse response, int? truncate)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Body.Length > 0)
        {
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(
                response.Body.AsMemory(0, Math.Min(truncate ?? int.MaxValue, response.Body.Length)), context.RequestAborted);
        }

        // Where less was sent than the length says, Kestrel closes the connection behind it.
    }
}
