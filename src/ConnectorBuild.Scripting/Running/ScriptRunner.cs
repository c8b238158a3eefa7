using System.Text.Json;

namespace ConnectorBuild.Scripting.Running;

/// <summary>
/// The loop of the process that runs scripts: reads calls, one line of JSON each, and writes an answer for each. It begins with an empty
/// line, when it is ready.
/// </summary>
public static class ScriptRunner
{
    /// <summary>Runs until the input ends.</summary>
    /// <param name="input">Calls.</param>
    /// <param name="output">Answers. A script must not get hold of it.</param>
    /// <param name="backend">Sends what scripts send.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public static async Task RunAsync(TextReader input, TextWriter output, HttpMessageHandler backend, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var hosts = new Dictionary<string, ScriptHost>(StringComparer.Ordinal);
        await WriteLineAsync("").ConfigureAwait(false);
        while (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var answer = await AnswerAsync(line).ConfigureAwait(false);
            await WriteLineAsync(JsonSerializer.Serialize(answer, ScriptJson.Default.ScriptAnswer)).ConfigureAwait(false);
        }

        async Task<ScriptAnswer> AnswerAsync(string line)
        {
            var call = JsonSerializer.Deserialize(line, ScriptJson.Default.ScriptCall)!;
            try
            {
                if (!hosts.TryGetValue(call.Assembly, out var host))
                {
                    host = ScriptHost.Load(call.Assembly);
                    hosts[call.Assembly] = host;
                }

                return await ScriptCallRunner.RunAsync(host, call, backend, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ScriptCompilationException or IOException or UnauthorizedAccessException or BadImageFormatException)
            {
                return new ScriptAnswer { Failure = new ScriptFailure(ScriptFailureKind.NotAScript, exception.Message.ReplaceLineEndings(" ")) };
            }
        }

        async Task WriteLineAsync(string text)
        {
            await output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
