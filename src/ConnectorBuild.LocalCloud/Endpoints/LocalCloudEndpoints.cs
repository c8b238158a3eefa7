using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Endpoints;

/// <summary>How a running local cloud is reached. It is beside the state file, readable by its owner only, while it runs.</summary>
public sealed record LocalCloudEndpoints
{
    /// <summary>The process that hosts it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The authority's address with a final slash.</summary>
    public required string AuthorityHost { get; init; }

    /// <summary>Microsoft Graph's address without version.</summary>
    public required string GraphUrl { get; init; }

    /// <summary>The PEM file of the certificate to trust.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The tenants, each with its deployment identity.</summary>
    public required IReadOnlyList<LocalTenant> Tenants { get; init; }

    /// <summary>The Dataverse environments.</summary>
    public required IReadOnlyList<LocalEnvironment> Environments { get; init; }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EndpointsJsonContext.Default.LocalCloudEndpoints);

    /// <summary>Reads an endpoint file; null where it is missing or broken.</summary>
    internal static LocalCloudEndpoints? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), EndpointsJsonContext.Default.LocalCloudEndpoints);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LocalCloudEndpoints))]
internal sealed partial class EndpointsJsonContext : JsonSerializerContext;
