using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConnectorBuild.Benchmarks;

/// <summary>
/// How long the calling thread has been running, in milliseconds: on Linux without the time that it waited for a processor, so that a busy
/// machine changes the figures less; elsewhere by the clock.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Milliseconds => OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var time) == 0
        ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
