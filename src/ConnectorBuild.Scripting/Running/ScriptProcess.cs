using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConnectorBuild.Scripting.Running;

/// <summary>
/// A child process that runs scripts, one call at a time. It is ended when a script has used up its time, so a script that loops harms
/// nobody. It is not a sandbox: a script may do what the user of the process may do.
/// </summary>
public sealed class ScriptProcess : IAsyncDisposable
{
    // The script's own token comes first, so that a script that heeds it can still say something.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    // What a process wrote before it ended is in the pipe; only a pipe that something else holds takes longer.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    // 512 MB: a script that allocates without end fails here, and does not take the machine along.
    private const string HeapLimit = "0x20000000";

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly Tail _errors = new();

    private ScriptProcess(Process process, TimeProvider time) => (_process, _time) = (process, time);

    /// <summary>Whether the process is over, so that the next call needs a new one.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a process and waits until it takes calls.</summary>
    /// <param name="dotnet">The program <c>dotnet</c>.</param>
    /// <param name="runner">Path of <c>ConnectorBuild.ScriptRunner.dll</c>.</param>
    /// <param name="time">Measures the time limits.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="InvalidOperationException">The process ends at once; the message has what it wrote.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<ScriptProcess> StartAsync(string dotnet, string runner, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(dotnet, ["exec", runner])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;

        // A proxy would not find an API that listens on this machine.
        start.Environment["NO_PROXY"] = string.Join(
            ',',
            new[] { start.Environment.TryGetValue("NO_PROXY", out var others) ? others : null, "localhost", "127.0.0.1", "::1" }.Where(h => h?.Length > 0));
        var process = new ScriptProcess(Process.Start(start)!, time);
        process._process.ErrorDataReceived += (_, line) => process._errors.Add(line.Data);
        process._process.BeginErrorReadLine();
        try
        {
            if (await process._process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not null)
            {
                return process;
            }

            await process.EndAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"The process that runs scripts ended at once: {process._errors}");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one call. Calls must not overlap.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller goes away: the process is ended.</param>
    public async Task<ScriptAnswer> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(call.TimeLimit) + Grace, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(call, ScriptJson.Default.ScriptCall).AsMemory(), stop.Token).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(stop.Token).ConfigureAwait(false);
            if (await _process.StandardOutput.ReadLineAsync(stop.Token).ConfigureAwait(false) is { } line)
            {
                return Answer(line);
            }
        }
        catch (OperationCanceledException)
        {
            await EndAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(
                ScriptFailureKind.TimeLimit,
                string.Create(
                    CultureInfo.InvariantCulture, $"The script has not answered within {call.TimeLimit} ms, and its process was ended."));
        }
        catch (IOException)
        {
            // The process is gone; what it wrote last says why.
        }

        await EndAsync().ConfigureAwait(false);
        return Failed(
            ScriptFailureKind.ProcessEnded,
            string.Create(
                CultureInfo.InvariantCulture, $"The process that runs the script ended with exit code {_process.ExitCode}: {_errors}"));
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static ScriptAnswer Answer(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ScriptJson.Default.ScriptAnswer)!;
        }
        catch (JsonException)
        {
            return Failed(ScriptFailureKind.ProcessEnded, "The process that runs the script wrote something that is not an answer.");
        }
    }

    private static ScriptAnswer Failed(ScriptFailureKind kind, string message) => new() { Failure = new ScriptFailure(kind, message) };

    private async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        try
        {
            // Waits for the last lines, too.
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Drain, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A program that the script left behind still holds the pipe.
        }
    }

    /// <summary>The last lines that the process wrote to standard error.</summary>
    private sealed class Tail
    {
        private const int Most = 20;

        private readonly Queue<string> _lines = new();
        private readonly Lock _gate = new();

        public void Add(string? line)
        {
            lock (_gate)
            {
                if (line is { Length: > 0 })
                {
                    _lines.Enqueue(line);
                }

                if (_lines.Count > Most)
                {
                    _lines.Dequeue();
                }
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return _lines.Count > 0 ? string.Join(' ', _lines) : "it wrote nothing";
            }
        }
    }
}
