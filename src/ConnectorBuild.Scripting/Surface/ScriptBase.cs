using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

#pragma warning disable CA1050 // Declare types in namespaces: scripts name the type without one, as the platform does.

/// <summary>
/// What the class <c>Script</c> of a <c>script.csx</c> derives from. On the platform the host sets <see cref="Context"/> and <see
/// cref="CancellationToken"/>;
/// here a test may.
/// </summary>
public abstract class ScriptBase
{
    /// <summary>The call that the script handles.</summary>
    public IScriptContext Context { get; set; } = null!;

    /// <summary>Cancelled when the script has used up its time, or when the caller has gone.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Content of the type <c>application/json</c>, in UTF-8.</summary>
    /// <param name="serializedJson">JSON text; it is not checked.</param>
    public static StringContent CreateJsonContent(string serializedJson) => new(serializedJson, Encoding.UTF8, "application/json");

    /// <summary>Handles the call.</summary>
    /// <returns>The answer to the caller.</returns>
    public abstract Task<HttpResponseMessage> ExecuteAsync();
}
