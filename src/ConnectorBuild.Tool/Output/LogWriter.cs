using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;

namespace ConnectorBuild.Tool.Output;

/// <summary>
/// Standard output or error as every command has it: a line that is written leaves as <see cref="SafeText.ForLog"/>, whatever it holds, and
/// a diagnostic goes to MSBuild where MSBuild has started the tool, else out as a canonical line.
/// </summary>
/// <param name="raw">Where to.</param>
/// <param name="channel">The folder of MSBuild's channel; null where MSBuild has not started the tool.</param>
internal sealed class LogWriter(TextWriter raw, string? channel) : TextWriter
{
    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => raw.Encoding;

    /// <summary>For a form that another program reads and that is made safe for it, and for texts of our own.</summary>
    public TextWriter Raw => raw;

    /// <summary>Reports a diagnostic.</summary>
    public void Report(Diagnostic diagnostic)
    {
        Flush();
        if (channel is not null)
        {
            DiagnosticChannel.Send(channel, diagnostic);
        }
        else
        {
            raw.WriteLine(CanonicalText.Line(diagnostic));
        }
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '\n')
        {
            raw.WriteLine(Take());
        }
        else
        {
            _line.Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_line.Length > 0)
        {
            raw.Write(Take());
        }

        raw.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
        }

        base.Dispose(disposing);
    }

    private string Take()
    {
        var line = SafeText.ForLog(_line is [.., '\r'] ? _line.ToString(0, _line.Length - 1) : _line.ToString());
        _line.Clear();
        return line;
    }
}
