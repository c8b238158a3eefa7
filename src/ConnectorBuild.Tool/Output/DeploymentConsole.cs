using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using Spectre.Console;

namespace ConnectorBuild.Tool.Output;

/// <summary>Shows a deployment as it happens, and keeps every line for the report.</summary>
internal sealed class DeploymentConsole(TextWriter writer, IAnsiConsole? ansi) : IDeploymentObserver
{
    private readonly List<string> _lines = [];
    private readonly List<Diagnostic> _reported = [];
    private readonly List<ConnectorRecord> _records = [];
    private readonly HashSet<(string Service, string Identity)> _signedIn = [];
    private bool _isApplying;

    /// <summary>Whether ways to sign in that had none to offer are shown.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Everything shown so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What was reported so far beside errors.</summary>
    public IReadOnlyList<Diagnostic> Reported => _reported;

    /// <summary>What was done with each connector so far.</summary>
    public IReadOnlyList<ConnectorRecord> Records => _records;

    /// <summary>The record of the connector that is being worked on; null before the first.</summary>
    public ConnectorRecord? Record { get; private set; }

    /// <summary>Whether there are several connectors, so that each has a heading.</summary>
    public bool IsOfSeveral { get; set; }

    /// <summary>The connector that is being worked on; null before the first.</summary>
    public DesiredState? Current { get; private set; }

    /// <summary>Shows a heading.</summary>
    public void Heading(string text)
    {
        Line("");
        Line(text, "bold");
    }

    /// <summary>Shows a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="style">A Spectre.Console style for a terminal.</param>
    public void Line(string text, string? style = null)
    {
        text = SafeText.ForLog(text);
        _lines.Add(text);
        if (ansi is null)
        {
            writer.WriteLine(text);
        }
        else
        {
            ansi.WriteLine(text, style is null ? Style.Plain : Style.Parse(style));
        }
    }

    /// <summary>Shows a fact of the result.</summary>
    public void Result(ResultLine line)
    {
        Line("  " + line);
        Record?.Found(line);
    }

    /// <summary>Keeps a line for the report that is shown elsewhere.</summary>
    public void Remember(string text) => _lines.Add(SafeText.OneLine(text));

    /// <inheritdoc/>
    public void SignedIn(string service, SignedInIdentity identity)
    {
        // Of several connectors each signs in.
        if (!_signedIn.Add((service, identity.ToString())))
        {
            return;
        }

        Line($"Signed in to {service,-9} as {identity}");
        foreach (var passed in IsVerbose ? identity.PassedOver : [])
        {
            Line($"  passed over {passed}");
        }
    }

    /// <inheritdoc/>
    public void Began(DesiredState desired)
    {
        if (IsOfSeveral)
        {
            Heading($"Connector '{desired.Row.Identity.DisplayName}'");
        }

        _reported.Clear();
        Current = desired;
        Record = _records.Find(r => r.Desired.Row.Identity == desired.Row.Identity);
        if (Record is null)
        {
            _records.Add(Record = new ConnectorRecord(desired));
        }
    }

    /// <inheritdoc/>
    public void Planned(DesiredState desired, ObservedState observed, DeploymentPlan plan)
    {
        _isApplying = false;
        Record?.Planned(observed, plan);
        Heading("Found");
        foreach (var line in DeploymentText.Found(desired, observed))
        {
            Line("  " + line);
        }

        Line("");
        foreach (var line in DeploymentText.Plan(plan))
        {
            Line(line, Colour(line));
        }

        // What forbids the plan is shown, or thrown, by the command; here comes what a person should know all the same.
        foreach (var diagnostic in plan.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Error))
        {
            Report(diagnostic);
        }
    }

    /// <inheritdoc/>
    public void StepStarted(DeploymentStep step)
    {
        if (!_isApplying)
        {
            Heading("Applying");
            _isApplying = true;
        }
    }

    /// <inheritdoc/>
    public void StepCompleted(DeploymentStep step, string? outcome, TimeSpan elapsed)
    {
        Line(
            $"  done {DeploymentText.Seconds(elapsed),7}  {step.Kind.ToString().ToLowerInvariant()} "
                + $"{step.Thing}{(outcome is null ? "" : ": " + outcome)}",
            "green");
        Record?.Completed(step, outcome, elapsed);
    }

    /// <inheritdoc/>
    public void Progress(string text) => Line("       " + text);

    /// <inheritdoc/>
    public void Report(Diagnostic diagnostic)
    {
        _reported.Add(diagnostic);
        Record?.Report(diagnostic);
        var line = CanonicalText.Line(diagnostic);
        _lines.Add(line);
        if (ansi is null)
        {
            DiagnosticLines.Write(writer, diagnostic);
        }
        else
        {
            ansi.WriteLine(line, Style.Parse("yellow"));
        }
    }

    /// <inheritdoc/>
    public void Verified(IReadOnlyList<string> facts, TimeSpan elapsed)
    {
        _isApplying = false;
        if (Record is not null)
        {
            Record.Verified = facts;
        }

        Heading($"Verified by reading back ({DeploymentText.Seconds(elapsed)})");
        foreach (var fact in facts)
        {
            Line("  ok  " + fact, "green");
        }
    }

    private static string? Colour(string line) => line.TrimStart() switch
    {
        ['+', ..] => "green",
        ['~', ..] => "yellow",
        ['-', ..] => "red",
        _ => null,
    };
}
