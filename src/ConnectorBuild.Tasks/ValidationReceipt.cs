using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tasks;

/// <summary>What a build validated, for scripts: with the same inputs and the same version it is the same, byte by byte.</summary>
internal sealed record ValidationReceipt
{
    /// <summary>The version of the JSON form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The version of ConnectorBuild.</summary>
    public required string Validator { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The environment whose patches are applied in the resolved files; null for the base.</summary>
    public string? Environment { get; init; }

    /// <summary>Number of findings at error level.</summary>
    public int Errors { get; init; }

    /// <summary>Number of findings at warning level.</summary>
    public int Warnings { get; init; }

    /// <summary>Number of findings that are advice.</summary>
    public int Infos { get; init; }

    /// <summary>Number of findings that the project suppresses.</summary>
    public int Suppressed { get; init; }

    /// <summary>SHA-256 of the resolved definition, lower-case hex; null where it could not be read.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>SHA-256 of the resolved properties, lower-case hex; null where they could not be read.</summary>
    public string? PropertiesHash { get; init; }

    /// <summary>The receipt of a validation.</summary>
    public static ValidationReceipt Create(ConnectorProject project, ValidationResult result, string version) => new()
    {
        Validator = version,
        Project = project.ProjectName,
        Environment = project.EnvironmentName,
        Errors = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error),
        Warnings = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Warning),
        Infos = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Info),
        Suppressed = result.Suppressed.Count,
        DefinitionHash = Hash(result.Content?.Definition),
        PropertiesHash = Hash(result.Content?.Properties),
    };

    /// <summary>Writes the JSON form.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ValidationReceiptJsonContext.Default.ValidationReceipt);

    private static string? Hash(ReadOnlyMemory<byte>? content) =>
        content is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ValidationReceipt))]
internal sealed partial class ValidationReceiptJsonContext : JsonSerializerContext;
