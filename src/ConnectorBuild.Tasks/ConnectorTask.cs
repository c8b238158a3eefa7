using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace ConnectorBuild.Tasks;

/// <summary>Base of the tasks that call the engine: the only place that catches what the engine throws.</summary>
public abstract class ConnectorTask : Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public sealed override bool Execute()
    {
        try
        {
            Run(_cancellation.Token);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (ConnectorException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                Report(diagnostic);
            }
        }
#pragma warning disable CA1031 // Do not catch general exception types: this is the edge, and MSBuild's own MSB4018 would show a stack trace instead of what to do.
        catch (Exception exception)
        {
            Report(new Diagnostic(
                CommonDiagnostics.InternalError,
                $"{GetType().Name} failed with {exception.GetType().Name}: {SafeText.OneLine(exception.Message)}; this is a defect of "
                    + "ConnectorBuild, please report it with the details that -verbosity:detailed shows"));
            Log.LogMessage(MessageImportance.Low, "{0}", exception);
        }
#pragma warning restore CA1031

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The task's work. Foreseen failures are thrown as <see cref="ConnectorException"/> or reported.</summary>
    protected abstract void Run(CancellationToken cancellationToken);

    /// <summary>The absolute path of the project file: relative places start from its folder, and it stands for messages without a place.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Logs a diagnostic with its code, place and help link.</summary>
    protected void Report(Diagnostic diagnostic) => Log.LogDiagnostic(diagnostic, ProjectFile);

    /// <summary>Frees the cancellation's resources.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Dispose();
        }
    }
}
