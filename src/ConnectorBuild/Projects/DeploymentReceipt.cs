using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>
/// What the last deployment from this folder left behind, so that a build can say offline that a secret is about to expire. Holds no
/// secret.
/// </summary>
public sealed record DeploymentReceipt
{
    private const string Suffix = ".deployed.json";

    /// <summary>The version of the JSON form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The environment's address.</summary>
    public required string Url { get; init; }

    /// <summary>Client id of the app that the connector signs in with; null without one.</summary>
    public string? ClientId { get; init; }

    /// <summary>The connector's redirect URLs.</summary>
    public IReadOnlyList<string> RedirectUrls { get; init; } = [];

    /// <summary>When the secret that the connector holds expires; null when that is not known.</summary>
    public DateTimeOffset? SecretExpires { get; init; }

    /// <summary>From when on a publish renews it; null when that is not known.</summary>
    public DateTimeOffset? RenewFrom { get; init; }

    /// <summary>Where the receipts of a project lie: beside its description in <c>obj/</c>; null for a bare folder.</summary>
    public static string? PathFor(ConnectorProject project, string environment)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.IntermediateDirectory is { } folder ? Path.Combine(folder, $"{project.ProjectName}.{environment}{Suffix}") : null;
    }

    /// <summary>What the last deployments to the project's environments left, in the order of the environments.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<DeploymentReceipt> Of(ConnectorProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return [.. project.Environments.Select(e => PathFor(project, e.Name)).OfType<string>().Select(TryRead).OfType<DeploymentReceipt>()];
    }

    /// <summary>A warning for each environment whose secret should be renewed by a publish soon.</summary>
    /// <param name="project">The project.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<Diagnostic> FindExpiring(ConnectorProject project, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (var environment in project.Environments)
        {
            if (PathFor(project, environment.Name) is { } path
                && TryRead(path) is { SecretExpires: { } expires, RenewFrom: { } from } receipt && now >= from)
            {
                yield return new Diagnostic(
                    ProjectDiagnostics.SecretExpires,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The client secret that the connector holds in environment '{receipt.Environment}' "
                            + $"{(expires < now ? "expired" : "expires")} on {expires:yyyy-MM-dd}; then every sign-in ends with "
                            + $"AADSTS7000222. Publish to '{receipt.Environment}': a new secret is minted and the old one kept for a "
                            + $"day."),
                    project.ProjectFile is { } file ? new SourceLocation(file) : null);
            }
        }
    }

    /// <summary>Writes the JSON form.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DeploymentReceiptJsonContext.Default.DeploymentReceipt);

    // Advice only: a receipt that cannot be read says nothing.
    private static DeploymentReceipt? TryRead(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DeploymentReceiptJsonContext.Default.DeploymentReceipt)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeploymentReceipt))]
internal sealed partial class DeploymentReceiptJsonContext : JsonSerializerContext;
