using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Runs a program and hands its lines over as they come. MSBuild's own ToolTask is not used: it waits until the program's output is
/// closed, so a server that the program leaves running in the background would hang the build.
/// </summary>
internal static class ToolProcess
{
    // What a program wrote before it ended is in the pipe and is read at once; only a pipe that somebody else still holds takes longer.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="fileName">The program.</param>
    /// <param name="arguments">The arguments; visible to every user of the machine.</param>
    /// <param name="channel">The folder of the <see cref="DiagnosticChannel"/> that the program reports by.</param>
    /// <param name="onLine">Takes each line of standard output and standard error, one at a time.</param>
    /// <param name="cancellationToken">Ends the program and its children.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<int> RunAsync(
        string fileName, IEnumerable<string> arguments, string channel, Action<string> onLine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment[DiagnosticChannel.Variable] = channel;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var draining = new CancellationTokenSource();
        var gate = new Lock();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, onLine, gate, draining.Token),
            ReadAsync(process.StandardError, onLine, gate, draining.Token));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            draining.CancelAfter(DrainLimit);
            await reading.ConfigureAwait(false);
        }

        return process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine, Lock gate, CancellationToken cancellationToken)
    {
        try
        {
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                lock (gate)
                {
                    onLine(line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody else holds the pipe; the program itself has ended and has no more to say.
        }
    }
}
