using System.CommandLine;

namespace ConnectorBuild.Tool.Commands;

/// <summary>The argument and options of a command that works on an environment.</summary>
internal sealed class RunOptionSet
{
    private readonly Argument<string> project = CommonOptions.Project();
    private readonly Option<string?> environment = CommonOptions.Environment();
    private readonly Option<string?> report = CommonOptions.Report();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> verbose = CommonOptions.Verbose();

    public RunOptionSet(Command command)
    {
        command.Add(project);
        command.Add(environment);
        command.Add(report);
        command.Add(json);
        command.Add(verbose);
    }

    public RunOptions Read(ParseResult parsed) => new(
        parsed.GetValue(project)!, parsed.GetValue(environment), parsed.GetValue(report), parsed.GetValue(json), parsed.GetValue(verbose));
}
