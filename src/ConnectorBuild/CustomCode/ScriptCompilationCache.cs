using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectorBuild.CustomCode;

/// <summary>
/// Keeps the last compilation of a project's script, so that a build with nothing to do starts no compiler and still shows what was
/// found.
/// </summary>
internal static class ScriptCompilationCache
{
    /// <summary>The kept compilation; null if there is none of that fingerprint, or it cannot be read.</summary>
    public static ScriptCompilation? Find(string file, string fingerprint)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ScriptCompilationJson.Default.KeptCompilation) is { } kept
                && kept.Fingerprint == fingerprint
                ? kept.Compilation
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a compilation. Where the file cannot be written, the next build compiles again.</summary>
    public static void Keep(string file, string fingerprint, ScriptCompilation compilation)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllBytes(
                temporary,
                JsonSerializer.SerializeToUtf8Bytes(
                    new KeptCompilation(fingerprint, compilation), ScriptCompilationJson.Default.KeptCompilation));
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>A compilation and what it was made of.</summary>
internal sealed record KeptCompilation(string Fingerprint, ScriptCompilation Compilation);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptCompilation))]
internal sealed partial class ScriptCompilationJson : JsonSerializerContext;
