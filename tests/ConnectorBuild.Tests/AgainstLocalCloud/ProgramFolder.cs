using System.Runtime.Versioning;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A folder with a shell script that notes how it was called and prints one answer.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ProgramFolder : IDisposable
{
    public ProgramFolder(string program, string answer, int exit = 0)
    {
        var file = System.IO.Path.Combine(Path, program);
        Directory.CreateDirectory(Path);
        File.WriteAllText(file, $"#!/bin/sh\necho \"$@\" >> '{Arguments}'\ncat >&{(exit == 0 ? 1 : 2)} <<'ANSWER'\n{answer}\nANSWER\nexit {exit}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}");

    public string Arguments => System.IO.Path.Combine(Path, "arguments");

    /// <summary>What the program was called with first, as soon as it is.</summary>
    public async Task<string> CalledAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path, "arguments");
        watcher.Changed += (_, _) => called.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (new FileInfo(Arguments) is { Exists: true, Length: > 0 })
        {
            called.TrySetResult();
        }

        await called.Task.WaitAsync(stop);
        return (await File.ReadAllTextAsync(Arguments, stop)).Trim();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
