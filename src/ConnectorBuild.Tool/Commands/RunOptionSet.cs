using System.CommandLine;

namespace ConnectorBuild.Tool.Commands;

/// <summary>The argument and options of a command that works on an environment.</summary>
internal sealed class RunOptionSet
{
    private readonly Argument<string> _project = CommonOptions.Project();
    private readonly Option<string?> _environment = CommonOptions.Environment();
    private readonly Option<string?> _report = CommonOptions.Report();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();

    public RunOptionSet(Command command)
    {
        command.Add(_project);
        command.Add(_environment);
        command.Add(_report);
        command.Add(_json);
        command.Add(_verbose);
    }

    public RunOptions Read(ParseResult parsed) => new(
        parsed.GetValue(_project)!, parsed.GetValue(_environment), parsed.GetValue(_report), parsed.GetValue(_json), parsed.GetValue(_verbose));
}
