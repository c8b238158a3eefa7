using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Platform;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector connect</c>: a connection without a browser, and one call as proof.</summary>
internal sealed class ConnectCommand : Command
{
    // What every tool server answers.
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"dotnet-connector","version":"1"}}}""";

    public ConnectCommand(ToolContext context)
        : base(
            "connect",
            "Makes a connection to a deployed on-behalf-of connector without a browser, calls one operation as proof, and deletes the "
                + "connection. Uses addresses that Microsoft does not document.")
    {
        var options = new RunOptionSet(this);
        var accept = new Option<bool>("--accept-undocumented") { Description =
            "Required: the command uses addresses that one third party describes and Microsoft can change." };
        var operation = new Option<string?>("--operation") { Description = "The operation to call; by default the tool server, else "
            + "the first GET without required parameters." };
        var keep = new Option<bool>("--keep") { Description = "Leaves the connection there." };
        var client = new Option<string?>("--client-id")
        {
            Description = "The public app with which a person signs in by Browser or DeviceCode; by default that of the Power Platform CLI, which one "
                + "source reports to have the permission that connections need.",
        };
        Add(accept);
        Add(operation);
        Add(keep);
        Add(client);
        SetAction((parsed, cancellationToken) => !parsed.GetValue(accept) ? throw NotAccepted() : DeploymentRun.RunAsync(
            context,
            "connect to",
            options.Read(parsed) with { PublicClientId = parsed.GetValue(client) ?? DeploymentTarget.PowerPlatformCli },
            (run, stop) => ConnectAsync(run, context, parsed.GetValue(operation), parsed.GetValue(keep), options.Read(parsed).Json, stop),
            cancellationToken));
    }

    private static ConnectorException NotAccepted() => new(new Diagnostic(
        DeploymentDiagnostics.UndocumentedNotAccepted,
        "'connect' uses addresses that one third party describes and Microsoft does not document and can change. Nothing was changed. "
            + "Write --accept-undocumented if you accept that; a connection made in the maker portal proves the same."));

    private static async Task<int> ConnectAsync(
        DeploymentRun run, ToolContext context, string? operation, bool keep, bool isJson, CancellationToken cancellationToken)
    {
        var desired = run.States[0];
        if (desired.Application is not { IsOnBehalfOf: true })
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.ConnectionRefused,
                $"Connector '{desired.Row.Identity.Name}' does not sign in on behalf of users, so its connections need a browser. Make "
                    + "one in the maker portal, or on the local cloud with 'dotnet connector call'. The connector was not changed."));
        }

        var call = Call(desired.Row.OpenApiDefinition, operation);
        using var http = CloudHttp.Create(run.Session.Target, context.Clock);
        var connections = new UserConnections(
            http, run.Session.Target, run.Session.Dataverse,
            new ConnectorEnvironment(http, run.Session.Target, run.Session.Dataverse, context.Clock));
        var proof = await connections.ProveAsync(desired.Row.Identity.RowId, "ConnectorBuild proof", call, keep, cancellationToken)
            .ConfigureAwait(false);
        run.Console.Heading("Result");
        run.Console.Line($"  connection     {proof.Connection}{(proof.IsKept ? "" : ", deleted again")}");
        run.Console.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  call           {call.Method} {call.Path} answered "
                    + $"{proof.Status}{(proof.IsExchanged ? ", by a token on behalf of the user" : "")}"));
        if (isJson && proof.Succeeded)
        {
            context.Streams.Out.WriteLine(LogSafeJson.Text(Json(proof, call)));
        }

        return proof.Succeeded ? ExitCode.Done : throw new ConnectorException(new Diagnostic(
            DeploymentDiagnostics.ConnectionRefused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The connection was made{(proof.IsKept ? "" : " and deleted again")}, but {call.Method} {call.Path} through it was answered with "
                    + $"{proof.Status}{(proof.Answer.Length == 0 ? "" : $": {proof.Answer}")}. {Reason(proof)} The connector was not changed.")));
    }

    private static JsonObject Json(ConnectionProof proof, ConnectionCall call) => new()
    {
        ["kind"] = "connection",
        ["version"] = 1,
        ["connection"] = proof.Connection,
        ["kept"] = proof.IsKept,
        ["call"] = new JsonObject
        {
            ["method"] = call.Method, ["path"] = call.Path, ["status"] = proof.Status, ["onBehalfOfUser"] = proof.IsExchanged,
        },
    };

    // The gateway refuses what it cannot exchange or reach; what has a token came from the API.
    private static string Reason(ConnectionProof proof) => proof switch
    {
        { Status: 502 or 503 or 504 } => "The API cannot be reached: start it, or wait for it, and run again.",
        { IsExchanged: false } => "No token was exchanged on behalf of the user: 'dotnet connector status' and docs/troubleshooting.md say what is missing.",
        { Status: 401 or 403 } =>
            "A token of the user was exchanged, and the API refused it: compare the audience and the scope that it wants with the token's.",
        _ => "The API answered a token of the user: name another operation with --operation, or correct the API.",
    };

    /// <summary>The call that is the proof.</summary>
    internal static ConnectionCall Call(string definition, string? operation)
    {
        using var document = JsonDocument.Parse(definition);
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(
                p => p.Value.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object)
                    .Select(m => (Path: p.Name, Method: m.Name, Node: m.Value)))
            .ToList();
        var found = operation is null
            ? operations.Where(o => o.Node.TryGetProperty("x-ms-agentic-protocol", out _))
                .Concat(
                    operations.Where(
                        o => o.Method == "get" && !o.Path.Contains('{', StringComparison.Ordinal) && !NeedsValues(o.Node))).FirstOrDefault()
            : operations.FirstOrDefault(o => o.Node.TryGetProperty("operationId", out var id) && id.ValueEquals(operation));
        if (found.Path is null)
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.ConnectionRefused,
                operation is null
                    ? "The definition has no tool server and no GET without required parameters that could be called as proof. Name an "
                        + "operation without required values with --operation. Nothing was changed."
                    : $"The definition has no operation '{operation}'. Nothing was changed."));
        }

        return new ConnectionCall(
            found.Method.ToUpperInvariant(), found.Path, found.Node.TryGetProperty("x-ms-agentic-protocol", out _) ? Initialize : null);
    }

    private static bool NeedsValues(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Array
        && parameters.EnumerateArray().Any(
            p => p.TryGetProperty("$ref", out _)
                || (p.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True));
}
