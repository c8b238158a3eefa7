using System.CommandLine;

namespace ConnectorBuild.Tool.Commands;

/// <summary>The argument and options of a command that works on an environment.</summary>
internal sealed class RunOptionSet
{
    private readonly Argument<string> _project = CommonOptions.Project();
    private readonly Option<string?> _environment = CommonOptions.Environment();
    private readonly Option<string[]> _report = CommonOptions.Report();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();
    private readonly Option<string?> _package = CommonOptions.Package();
    private readonly Option<string?> _settings = CommonOptions.Settings();

    private readonly Option<string?> _user = CommonOptions.SignedInUser();

    public RunOptionSet(Command command)
    {
        command.Add(_project);
        command.Add(_environment);
        command.Add(_report);
        command.Add(_json);
        command.Add(_verbose);
        command.Add(_package);
        command.Add(_settings);
        command.Add(_user);
    }

    public RunOptions Read(ParseResult parsed) => new(
        parsed.GetValue(_project)!, parsed.GetValue(_environment), parsed.GetValue(_report) ?? [], parsed.GetValue(_json), parsed.GetValue(_verbose))
    {
        Package = parsed.GetValue(_package),
        Settings = parsed.GetValue(_settings),
        User = parsed.GetValue(_user),
    };
}
