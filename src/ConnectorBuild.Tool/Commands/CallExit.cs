using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary>The exit codes of <c>call</c> and <c>listen</c> where nothing was called.</summary>
internal static class CallExit
{
    private static readonly DiagnosticDescriptor[] Usage =
        [RuntimeErrors.UnknownOperation, RuntimeErrors.ParametersWrong, RuntimeErrors.UnknownConnection, RuntimeErrors.NotATrigger, RuntimeErrors.NoChoices];

    /// <summary>Runs a command's work.</summary>
    public static async Task<int> RunAsync(ToolContext context, bool json, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ConnectorException e) when (Usage.Contains(e.Diagnostics[0].Descriptor) || e.Diagnostics[0].Descriptor == RuntimeErrors.SignInMissing)
        {
            if (json)
            {
                await context.Streams.Out.WriteLineAsync(PlanJson.Failure(e.Diagnostics)).ConfigureAwait(false);
            }

            DiagnosticLines.Write(context.Streams.Error, e.Diagnostics);
            return e.Diagnostics[0].Descriptor == RuntimeErrors.SignInMissing ? ExitCode.Waiting : ExitCode.Usage;
        }
    }
}
