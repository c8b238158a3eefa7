using System.Globalization;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>What the numbers of <see cref="ExitCode"/> mean for each command.</summary>
internal static class ExitCodesPage
{
    public static IReadOnlyList<(int Code, string Meaning)> Rows { get; } =
    [
        (ExitCode.Done, "Done, or nothing to do."),
        (ExitCode.Failed, "Failed. For `validate`: there are findings at error level. For `plan` and `status`: an error forbids a "
            + "deployment; drift alone does not fail `status`. For `doctor`: a line is an error. For `diff --fail-on-breaking` and `convert "
            + "--fail-on-loss`: there is what they name. A name that is not there (an environment, a connector, a user) is a failure in "
            + "every command."),
        (ExitCode.Pending, "`plan`, `status` and `retire` with `--detailed-exitcode`: there is something to do; for `status` also drift. `diff` "
            + "with it: there is a difference."),
        (ExitCode.Waiting, "`deploy`, `rotate-secret`, `plan` and `status`: what is left to do belongs to another party, such as the "
            + "owner of the app registration. `call` and `listen`: a sign-in or a credential is missing."),
        (ExitCode.Usage, "The command line is wrong, or does not fit the connector: an operation, a parameter or a connection that it does "
            + "not have."),
    ];

    public static string Create()
    {
        var page = Markdown.Page("Exit codes", """
            The exit codes of `dotnet connector`. `dotnet build` and `dotnet publish` end with 0 or 1, as MSBuild does.
            """);
        page.Append("| Code | Meaning |\n|---|---|\n");
        foreach (var (code, meaning) in Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {code} | {meaning} |\n");
        }

        return page.ToString();
    }
}
