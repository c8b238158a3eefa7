using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Output;
using Spectre.Console;

namespace ConnectorBuild.Tool;

/// <summary>Where the tool reads and writes, so that tests can stand in for the process.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors, and progress where the result is for a machine.</param>
/// <param name="IsInteractive">Whether a person looks on: colours and tables then, plain lines otherwise.</param>
internal sealed record ToolStreams(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>What standard output refused, once it did; null for what cannot refuse.</summary>
    public UnfailingStream? Guarded { get; init; }

    /// <summary>The folder of the channel to the MSBuild that has started the tool; null where it was started otherwise.</summary>
    public string? Channel { get; init; }

    /// <summary>Where the CI system shows what a run did; null where there is none.</summary>
    public CiSummary? Summary { get; init; }

    /// <summary>Results in a form for another program, which is safe for a log in its own way.</summary>
    public TextWriter RawOut => Out is LogWriter log ? log.Raw : Out;

    /// <summary>The streams as commands have them: whatever is written leaves as safe lines.</summary>
    public ToolStreams ForLogs() => this with { Out = new LogWriter(Out, Channel), Error = new LogWriter(Error, Channel) };

    /// <summary>The process's own streams, in UTF-8 whatever the machine's code page.</summary>
    public static ToolStreams Process()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new UnfailingStream(Open(Console.OpenStandardOutput));
        var channel = TakeChannel();
        return new ToolStreams(
            new StreamWriter(output, utf8) { AutoFlush = true },
            new StreamWriter(new UnfailingStream(Open(Console.OpenStandardError)), utf8) { AutoFlush = true },
            !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null or "") 
        {
            Guarded = output,
            Channel = channel,
            Summary = CiSummary.Of(Environment.GetEnvironmentVariable, isInBuild: channel is not null),
        };
    }

    /// <summary>A stream of the process; nothing where whoever started the process has closed it.</summary>
    internal static Stream Open(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }

    // What this process starts has nothing to say there.
    private static string? TakeChannel()
    {
        var channel = Environment.GetEnvironmentVariable(DiagnosticChannel.Variable);
        Environment.SetEnvironmentVariable(DiagnosticChannel.Variable, null);
        return Directory.Exists(channel) ? channel : null;
    }

    /// <summary>A console for tables and colours; only where <see cref="IsInteractive"/>.</summary>
    public IAnsiConsole Ansi() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(RawOut) });

    /// <summary>
    /// The same for lines: the terminal wraps them, not we, because a path or an address that is broken in two can be neither clicked nor
    /// copied.
    /// </summary>
    public IAnsiConsole AnsiLines()
    {
        var ansi = Ansi();
        ansi.Profile.Width = int.MaxValue;
        return ansi;
    }
}
