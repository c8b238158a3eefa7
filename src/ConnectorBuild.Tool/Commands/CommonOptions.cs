using System.CommandLine;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary>Arguments and options that several commands share, each made again for its command.</summary>
internal static class CommonOptions
{
    public static Argument<string> Project() => Path(new("project")
    {
        Description = "A project file, its folder, or the .connector.json that a build wrote into obj/.",
        DefaultValueFactory = _ => ".",
    });

    /// <summary>Refuses what looks like an option: the parser would take a misspelt one for the path.</summary>
    public static Argument<string> Path(Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
            {
                result.AddError($"Unrecognized option '{token.Value}'.");
            }
        });
        return argument;
    }

    public static Option<string?> Environment() => new("--environment", "-e")
    {
        Description = "The environment; the project's own choice if left out.",
        CompletionSources = { EnvironmentNames.Complete },
    };

    public static Option<string?> User() => new("--user")
    {
        Description = "The user of the local cloud's tenant; by default the maker.",
    };

    public static Option<string?> SignedInUser() => new("--user")
    {
        Description = "On the local cloud: signs in as this user of its tenant (maker, user), not as the deployment's app. What the "
            + "platform shows to people only is then shown.",
    };

    public static Option<string?> Package() => new("--package")
    {
        Description = "Works on this solution zip as it is; of the project, only its environments and settings count. A former package rolls back.",
    };

    public static Option<string?> Settings() => new("--settings")
    {
        Description = "A deployment settings file (pac solution create-settings): values of environment variables and connections that "
            + "win over those of ConnectorDeploymentSettings.",
    };

    public static Option<string[]> Report() => new("--report")
    {
        Description = "Also writes plan, steps, verification and result to this file: as a page for .html, for machines for .json, else as "
            + "Markdown. Can be given several times.",
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Prints the result as JSON on standard output; everything else goes to standard error.",
    };

    public static Option<bool> DetailedExitCode() => new("--detailed-exitcode")
    {
        Description = "Exits with 2 when there is something to do.",
    };

    public static Option<bool> Verbose() => new("--verbose")
    {
        Description = "Says why other ways to sign in were passed over.",
    };
}
