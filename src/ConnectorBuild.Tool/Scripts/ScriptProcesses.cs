using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.LocalCloud.Scripts;
using ConnectorBuild.Scripting.Running;

namespace ConnectorBuild.Tool.Scripts;

/// <summary>Runs scripts for the local cloud: compiles each text once, and keeps the processes that are still good for the next call.</summary>
/// <param name="folder">Where compiled scripts lie.</param>
internal sealed class ScriptProcesses(string folder) : IScriptHost, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(string? Assembly, string? Problem)>> _assemblies = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ScriptProcess> _idle = [];

    /// <inheritdoc/>
    public async Task<ScriptOutcome> RunAsync(ScriptRun run, CancellationToken cancellationToken)
    {
        var compiled = _assemblies.GetOrAdd(run.Text, text => new Lazy<(string?, string?)>(() => Compile(text)));
        var (assembly, problem) = await Task.Run(() => compiled.Value, cancellationToken).ConfigureAwait(false);
        if (assembly is null)
        {
            return new ScriptOutcome { Problem = ScriptProblem.NotCompiled, Message = problem };
        }

        ScriptProcess process;
        try
        {
            process = await TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return new ScriptOutcome { Problem = ScriptProblem.Failed, Message = "The process that runs scripts cannot be started: "
                + $"{e.Message.ReplaceLineEndings(" ")}" };
        }

        try
        {
            return Outcome(await process.RunAsync(Call(run, assembly), cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            if (process.HasExited)
            {
                await process.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                _idle.Add(process);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var process))
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ScriptProcess> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            if (!idle.HasExited)
            {
                return idle;
            }

            await idle.DisposeAsync().ConfigureAwait(false);
        }

        // The time limit is that of the script, whatever clock the cloud has.
        return await ScriptProcess.StartAsync(
            HostProgram.PathOrName, ScriptingFolder.Runner, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private (string? Assembly, string? Problem) Compile(string text)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(ScriptProcesses).Module.ModuleVersionId}\n{text}")));
        var assembly = Path.Combine(folder, name + ".dll");
        if (File.Exists(assembly))
        {
            return (assembly, null);
        }

        try
        {
            Directory.CreateDirectory(folder);
            var compilation = ScriptingFolder.Compiler.CompileTo("script.csx", text, assembly);
            if (compilation.NotCompiled is { } reason)
            {
                return (null, $"The script was not compiled: {reason}.");
            }

            return File.Exists(assembly)
                ? (assembly, null)
                : (null, compilation.Errors.Concat(compilation.Unproved.Select(u => u.Error)).FirstOrDefault() is { } error
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The script does not compile: script.csx({error.Line},{error.Column}): {error.Id}: {error.Message.TrimEnd('.')}.")
                : "The script does not compile.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"The compiled script cannot be kept in '{folder}': {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static ScriptCall Call(ScriptRun run, string assembly) => new()
    {
        Assembly = assembly,
        OperationId = run.OperationId,
        Method = run.Method,
        Url = run.Url,
        OriginalUrl = run.OriginalUrl,
        Headers = [.. run.Headers.Select(h => new ScriptHeader(h.Key, h.Value))],
        Body = run.Body.Length > 0 ? run.Body : null,
        TimeLimit = (int)run.TimeLimit.TotalMilliseconds,
        OperationIdAsBase64 = run.OperationIdAsBase64,
        CorrelationId = run.CorrelationId,
        ConnectionParameters = run.ConnectionParameters,
        AllowedHosts = run.AllowedHosts,
        Backends = run.Backends,
    };

    private static ScriptOutcome Outcome(ScriptAnswer answer) => new()
    {
        Problem = answer.Failure?.Kind switch
        {
            null => null,
            ScriptFailureKind.TimeLimit => ScriptProblem.TimeLimit,
            ScriptFailureKind.HostNotAllowed => ScriptProblem.HostNotAllowed,
            ScriptFailureKind.NotAScript => ScriptProblem.NotCompiled,
            _ => ScriptProblem.Failed,
        },
        Message = answer.Failure?.Message is { } message ? message.ReplaceLineEndings(" ") + Place(answer.Failure.Detail) : null,
        Detail = answer.Failure?.Detail,
        Status = answer.Status,
        Headers = [.. answer.Headers.Select(h => KeyValuePair.Create(h.Name, h.Value))],
        Body = answer.Body ?? [],
        Logs = [.. answer.Logs.Select(l => $"{l.Level}: {l.Message}")],
        Sent = [.. answer.Sent.Select(s => $"{s.Method} {s.Url}")],
    };

    // The first line of the stack that is in the script: "... in script.csx:line 12".
    private static string Place(string? detail) =>
        detail?.Split('\n').FirstOrDefault(l => l.Contains("script.csx:line ", StringComparison.Ordinal)) is { } line
            ? $" (script.csx, line {line[(line.IndexOf(":line ", StringComparison.Ordinal) + 6)..].Trim()})"
            : "";
}
