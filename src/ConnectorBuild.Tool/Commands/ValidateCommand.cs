using System.CommandLine;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector validate</c>: every rule, offline.</summary>
internal sealed class ValidateCommand : Command
{
    public ValidateCommand(ToolContext context)
        : base("validate", "Validates a connector offline.")
    {
        var project = CommonOptions.Project();
        var environment = CommonOptions.Environment();
        Add(project);
        Add(environment);
        SetAction(async (parsed, stop) =>
        {
            var found = await ProjectArgument.ResolveAsync(parsed.GetValue(project)!, parsed.GetValue(environment), stop).ConfigureAwait(false);
            var result = ConnectorValidator.Validate(found, found.EnvironmentName, stop);
            DiagnosticLines.Write(context.Streams.Out, result.Diagnostics);
            return result.HasErrors ? ExitCode.Failed : ExitCode.Done;
        });
    }
}
