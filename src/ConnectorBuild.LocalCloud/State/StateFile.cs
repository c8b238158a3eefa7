using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>
/// The file that keeps the state between runs: written whole to a file beside it and moved over the former one, readable by its owner
/// only, held by one process at a time through an open lock file.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _claim;
    private readonly ConditionalWeakTable<JsonObject, byte[]> _texts = [];

    private StateFile(string path, FileStream claim)
    {
        _path = path;
        _claim = claim;
    }

    /// <summary>Where the running cloud says how it can be reached.</summary>
    public static string EndpointsPath(string statePath) => statePath + ".endpoints.json";

    /// <summary>Where the certificate lies that clients trust.</summary>
    public static string CertificatePath(string statePath) => statePath + ".pem";

    /// <summary>Takes hold of a state file.</summary>
    /// <exception cref="LocalCloudRunningException">Another process holds it.</exception>
    public static StateFile Claim(string statePath)
    {
        var path = Path.GetFullPath(statePath);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var claim = PrivateFile.OpenExclusive(path + ".lock");

            // Left by a process that was killed: nobody may attach to it while this one starts.
            RemoveEndpoints(path);
            return new StateFile(path, claim);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path + ".lock"))
        {
            throw new LocalCloudRunningException(path, LocalCloudEndpoints.TryRead(EndpointsPath(path)), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(path, e);
        }
    }

    /// <summary>The state in the file; null where there is none yet.</summary>
    /// <param name="options">The set-up.</param>
    /// <param name="keyOf">The key column of a Dataverse table (logical name).</param>
    public CloudState? Load(LocalCloudOptions options, Func<string, string> keyOf)
    {
        JsonObject json;
        try
        {
            if (!File.Exists(_path))
            {
                return null;
            }

            json = JsonNode.Parse(RegularFile.ReadAllBytes(_path)) as JsonObject ?? throw Broken("it holds no JSON object", null);
        }
        catch (JsonException e)
        {
            throw Broken(
                e.LineNumber is { } line
                    ? $"it cannot be read from line {line + 1}, byte {e.BytePositionInLine + 1} on"
                    : "it cannot be read",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(_path, e);
        }

        if (json["version"] is not JsonValue version || !version.TryGetValue<int>(out var number))
        {
            throw Broken("it has no version", null);
        }

        if (number > StateJson.Version)
        {
            throw LocalCloudErrors.Failure(LocalCloudErrors.StateTooNew,
                $"The local cloud's state file is of version {number}, this program reads up to {StateJson.Version}; it was left as it is. "
                + "Update ConnectorBuild, or move the file away to start with an empty local cloud.", _path);
        }

        try
        {
            return StateJson.Read(json, options, keyOf);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or FormatException or KeyNotFoundException
            or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw Broken("a part is missing or not of its type", e);
        }
    }

    /// <summary>Writes the state.</summary>
    public void Save(CloudState state)
    {
        try
        {
            PrivateFile.Replace(_path, StateJson.Write(state, _texts));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(_path, e);
        }
    }

    /// <summary>Deletes the state and its certificate; the lock stays, see <see cref="PrivateFile.OpenExclusive"/>.</summary>
    public void Delete()
    {
        try
        {
            File.Delete(_path);
            File.Delete(CertificatePath(_path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(_path, e);
        }
    }

    /// <summary>Copies the state of a file that a process may hold at the same time: it is always written whole.</summary>
    public static void Copy(string statePath, string destination)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destination))!);
            PrivateFile.Replace(Path.GetFullPath(destination), File.ReadAllBytes(statePath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(statePath, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RemoveEndpoints(_path);
        _claim.Dispose();
    }

    private static void RemoveEndpoints(string path)
    {
        // Deleting a file in a missing folder fails; deleting a missing file does not.
        if (File.Exists(EndpointsPath(path)))
        {
            File.Delete(EndpointsPath(path));
        }
    }

    private ConnectorException Broken(string why, Exception? inner) => LocalCloudErrors.Failure(LocalCloudErrors.StateUnreadable,
        $"The local cloud's state file cannot be understood: {why.ReplaceLineEndings(" ")}. It was left as it is, so that nothing is lost. "
        + "Restore it from a copy, or move it away (or run 'dotnet connector local-cloud reset') to start with an empty local cloud.", _path, inner);

    private static ConnectorException Inaccessible(string path, Exception e) => LocalCloudErrors.Failure(LocalCloudErrors.StateInaccessible,
        $"The local cloud's state cannot be kept: {e.Message.ReplaceLineEndings(" ")} Check the permissions and the free space of the "
            + "folder, or name another file.", path, e);
}
