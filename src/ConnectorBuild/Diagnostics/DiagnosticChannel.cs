using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectorBuild.Diagnostics;

/// <summary>
/// How diagnostics travel between MSBuild and the tool, in both directions: as JSON files in a folder that the starting process makes for
/// one run and names in an environment variable of the other. What a process prints is text and nothing else, so no title and no answer of
/// a server can become an error.
/// </summary>
/// <remarks>
/// A file for each, because nodes of MSBuild are processes that report at the same time, and a file that exists is whole.
/// </remarks>
public sealed class DiagnosticChannel : IDisposable
{
    /// <summary>The environment variable with the folder's path.</summary>
    public const string Variable = "CONNECTORBUILD_DIAGNOSTICS";

    private const string Extension = ".json";

    private static int _sent;

    /// <summary>Makes the folder. <see cref="Dispose"/> deletes it.</summary>
    /// <param name="parent">The folder that it is made in.</param>
    /// <exception cref="ConnectorException">CB6234.</exception>
    public DiagnosticChannel(string parent)
    {
        Folder = Path.Combine(Path.GetFullPath(parent), $"diagnostics-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(Folder, e);
        }
    }

    /// <summary>The folder's absolute path.</summary>
    public string Folder { get; }

    /// <summary>Tells whoever started this process.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <exception cref="ConnectorException">CB6234: the folder is gone or cannot be written.</exception>
    public static void Send(string folder, Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var message = new Message(
            diagnostic.Id, diagnostic.Descriptor.Title, diagnostic.Severity, diagnostic.Message, diagnostic.Location, diagnostic.Pointer);

        // Sorted by name, the files are in the order of the machine's clock, which all processes share.
        var number = Interlocked.Increment(ref _sent);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetTimestamp():D20}-{number:D6}-{Environment.ProcessId}{Extension}");
        AtomicFile.Write(Path.Combine(folder, name), output => JsonSerializer.Serialize(output, message, ChannelJson.Default.Message));
    }

    /// <summary>What was sent since the last call.</summary>
    public IReadOnlyList<Diagnostic> Receive()
    {
        var received = new List<Diagnostic>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            received.Add(JsonSerializer.Deserialize(File.ReadAllBytes(file), ChannelJson.Default.Message)!.ToDiagnostic());
            File.Delete(file);
        }

        return received;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that was left running still writes there; the folder holds nothing that anybody needs.
        }
    }

    internal sealed record Message(string Id, string Title, DiagnosticSeverity Severity, string Text, SourceLocation? Location, string? Pointer)
    {
        public Diagnostic ToDiagnostic() => new(new DiagnosticDescriptor(Id, Title, Severity), Severity, Text, Location, Pointer);
    }
}

[JsonSerializable(typeof(DiagnosticChannel.Message))]
internal sealed partial class ChannelJson : JsonSerializerContext;
