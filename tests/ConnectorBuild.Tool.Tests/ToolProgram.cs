using System.Diagnostics;
using System.Text;

namespace ConnectorBuild.Tool.Tests;

/// <summary>
/// The tool as a program of its own, where <c>CONNECTORBUILD_TOOL</c> names one: the native tool, which <c>.ci/run</c> makes where a linker is.
/// </summary>
internal static class ToolProgram
{
    /// <summary>The variable with the program's path.</summary>
    public const string Variable = "CONNECTORBUILD_TOOL";

    /// <summary>The program; null for the tool in the process of the tests.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    /// <summary>Runs the program and waits for its end.</summary>
    /// <returns>The exit code, and what it wrote: to standard error first, because the document of a command comes last.</returns>
    public static async Task<(int Exit, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, (await error + await output).ReplaceLineEndings("\n"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
