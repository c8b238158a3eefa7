using System.Runtime.ExceptionServices;

namespace ConnectorBuild.Scripting;

/// <summary>
/// Runs a script as the platform does, for tests: it gives the script a request, answers what the script sends from a handler, and keeps
/// what the script logs.
/// The script runs inside the test's process, so a breakpoint in it is hit; it is not a sandbox.
/// </summary>
public sealed class ScriptHost
{
    private readonly Func<ScriptBase> _create;

    private ScriptHost(Func<ScriptBase> create) => _create = create;

    /// <summary>Compiles a script with the C# compiler of the installed .NET SDK, against the .NET of this process.</summary>
    /// <param name="path">Path of a <c>script.csx</c>; a relative one starts from the current directory.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <exception cref="ScriptCompilationException">The script has errors, or no class <c>Script : ScriptBase</c>, or there is no SDK.</exception>
    /// <exception cref="IOException">The script cannot be read.</exception>
    public static ScriptHost Compile(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(ScriptLoader.Load(ScriptLoader.Compile(Path.GetFullPath(path), cancellationToken)));
    }

    /// <summary>A script that is compiled into the test project by a <c>ConnectorScript</c> item.</summary>
    public static ScriptHost For<TScript>()
        where TScript : ScriptBase, new() => new(() => new TScript());

    /// <summary>A script in a compiled assembly.</summary>
    /// <param name="path">Path of the assembly.</param>
    /// <exception cref="ScriptCompilationException">The assembly has no class <c>Script : ScriptBase</c>.</exception>
    public static ScriptHost Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(
            ScriptLoader.Load(
                new ScriptAssembly(
                    path, File.ReadAllBytes(path),
                    File.Exists(Path.ChangeExtension(path, ".pdb")) ? File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")) : null)));
    }

    /// <summary>
    /// Lets the script handle one call, with a new instance of its class. What it keeps in static fields stays, as it may on the
    /// platform.
    /// </summary>
    /// <param name="operationId">The operation that is called, as the definition writes it.</param>
    /// <param name="request">The request, as policies left it.</param>
    /// <param name="handler">Answers what the script sends: a <see cref="CannedHandler"/>, or for example a <see
    /// cref="SocketsHttpHandler"/> for a real backend.</param>
    /// <param name="options">How the host behaves; null for the platform's defaults.</param>
    /// <param name="cancellationToken">The caller goes away.</param>
    /// <exception cref="ScriptTimeLimitException">The script has not answered within its time. If it does not heed its token, it runs on
    /// in the background.</exception>
    /// <exception cref="Exception">What the script threw. The platform answers it with status 500.</exception>
    public Task<ScriptResult> ExecuteAsync(
        string operationId,
        HttpRequestMessage request,
        HttpMessageHandler handler,
        ScriptOptions? options = null,
        CancellationToken cancellationToken = default) => ExecuteAsync(operationId, request, handler, options
            ?? new ScriptOptions(), new ScriptTrace(), cancellationToken);

    /// <summary>The same, with a trace that is left when the script fails.</summary>
    internal async Task<ScriptResult> ExecuteAsync(
        string operationId,
        HttpRequestMessage request,
        HttpMessageHandler handler,
        ScriptOptions options,
        ScriptTrace trace,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operationId);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(handler);
        using var limit = new CancellationTokenSource(options.TimeLimit, options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var context = new ScriptContext(operationId, request, handler, options, trace);
        try
        {
            // On a thread of its own: a script that blocks must not keep the host from ending the wait.
            var running = Task.Run(() => RunAsync(context, stop.Token), CancellationToken.None);
            return new ScriptResult(await running.WaitAsync(stop.Token).ConfigureAwait(false), trace.Logs, trace.Requests);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ScriptTimeLimitException(options.TimeLimit, trace.Logs, trace.Requests, exception);
        }
    }

    private async Task<HttpResponseMessage> RunAsync(ScriptContext context, CancellationToken cancellationToken)
    {
        var script = _create();
        script.Context = context;
        script.CancellationToken = cancellationToken;
        return await script.ExecuteAsync().ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                "ExecuteAsync returned null instead of an HttpResponseMessage, so there is no answer to the caller.");
    }

    private static ScriptHost Of(Type script) => new(() =>
    {
        try
        {
            return (ScriptBase)Activator.CreateInstance(script)!;
        }
        catch (System.Reflection.TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    });
}
