using System.Diagnostics;
using System.Text;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>Runs <c>dotnet</c> in an environment that has nothing of the machine's user in it.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<BuildResult> RunAsync(
        string workingDirectory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken,
        string? umask = null)
    {
        using var process = Start(workingDirectory, arguments, environment, umask);
        var output = new StringBuilder();
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, output));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            await reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end. Its output so far:\n{Text(output)}");
        }

        return new BuildResult(process.ExitCode, Text(output));
    }

    public static Process Start(
        string workingDirectory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? umask = null)
    {
        var usesShell = umask is not null && !OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(
            usesShell ? "/bin/sh" : HostPath,
            usesShell ? ["-c", $"umask {umask} && exec \"$0\" \"$@\"", HostPath, .. arguments] : arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The host that runs the test, or the one on the path.</summary>
    public static string HostPath { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path) ? path : FindOnPath();

    private static string FindOnPath()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .First(File.Exists);
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder output)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
