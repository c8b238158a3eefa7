using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// What must be remembered between runs and can be read nowhere: kept in an environment variable beside the connector, so that every machine
/// and pipeline knows the same. Holds no secret, only which one the connector was given.
/// </summary>
public sealed record DeploymentRecord
{
    /// <summary>The version of the JSON form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>ETag of the connector row after our last write; another one means that somebody else wrote since.</summary>
    public string? RowETag { get; init; }

    /// <summary>Client id of the app that the connector signs in with.</summary>
    public string? ClientId { get; init; }

    /// <summary>Id of the secret that the connector was given.</summary>
    public Guid? SecretKeyId { get; init; }

    /// <summary>
    /// Secrets of ours that the connector held before, or may have held, as <see cref="SecretKey"/>: they stay for the overlap. Null
    /// where that is not known:
    /// an earlier version wrote the record, or there were more than <see cref="MaxFormer"/>.
    /// </summary>
    public IReadOnlyList<string>? Former { get; init; }

    /// <summary>
    /// Of a secret that the user brought: the first 16 hex digits of a SHA-256 over row id and secret. Entra draws secrets from a space in which
    /// nothing can be guessed from it.
    /// </summary>
    public string? SecretFingerprint { get; init; }

    /// <summary>When the connector was given it.</summary>
    public DateTimeOffset? SecretSince { get; init; }

    /// <summary>The lifetime that it was granted, in days.</summary>
    public double? SecretLifetimeDays { get; init; }

    /// <summary>When it expires.</summary>
    public DateTimeOffset? SecretExpires { get; init; }

    /// <summary>The redirect URLs that the environment assigned.</summary>
    public IReadOnlyList<string> RedirectUrls { get; init; } = [];

    /// <summary>SHA-256 of the package that was imported last, in hex; null where the connector was written directly.</summary>
    public string? PackageHash { get; init; }

    /// <summary>
    /// Whom the connector was shared with by a deployment, as <see cref="PrincipalKey"/>: only those shares are taken back when the
    /// project names them no longer. Null for nobody; at most <see cref="MaxGranted"/>, because the platform keeps 2,000 characters.
    /// </summary>
    public IReadOnlyList<string>? Granted { get; init; }

    /// <summary>
    /// Hashes (8 hex digits each, in the order of the schema names, a space between) of the environment variables with which the connector was saved
    /// last on the route Direct; null where it refers to none, or to more than <see cref="MaxVariables"/>.
    /// </summary>
    public string? Variables { get; init; }

    /// <summary>Hash of what was sent for each column, see <see cref="ContentHash"/>.</summary>
    public IReadOnlyDictionary<string, string> Sent { get; init; } = new Dictionary<string, string>();

    /// <summary>Hash of what was read back for each column.</summary>
    public IReadOnlyDictionary<string, string> Read { get; init; } = new Dictionary<string, string>();

    /// <summary>The most characters that the platform keeps of a record.</summary>
    public const int MaxLength = 2000;

    /// <summary>How many shares are remembered.</summary>
    public const int MaxGranted = 10;

    /// <summary>How many former secrets are remembered.</summary>
    public const int MaxFormer = 4;

    /// <summary>Of how many variables the values are remembered.</summary>
    public const int MaxVariables = 15;

    /// <summary>The first 12 hex digits of a user's or team's id.</summary>
    public static string PrincipalKey(Guid id) => id.ToString("N")[..12];

    /// <summary>The first 12 hex digits of a secret's id.</summary>
    public static string SecretKey(Guid id) => id.ToString("N")[..12];

    /// <summary>Writes the JSON form. What was read back as sent is written once: the platform's limit leaves no room for both.</summary>
    public string ToJson()
    {
        var readOtherwise = Read.Where(r => Sent.GetValueOrDefault(r.Key) != r.Value).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);
        return JsonSerializer.Serialize(this with { Read = readOtherwise }, DeploymentRecordJsonContext.Default.DeploymentRecord);
    }

    /// <summary>Reads the JSON form; null when it is not our record, or newer than this version knows.</summary>
    public static DeploymentRecord? FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DeploymentRecordJsonContext.Default.DeploymentRecord) is { Version: 1 } record
                ? Complete(record)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A list that the text leaves out is null here, whatever the member's own default.
    private static DeploymentRecord Complete(DeploymentRecord record)
    {
        record = record with { RedirectUrls = record.RedirectUrls ?? [], Sent = record.Sent ?? Empty, Read = record.Read ?? Empty };
        return record with { Read = WithSent(record) };
    }

    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();

    private static Dictionary<string, string> WithSent(DeploymentRecord record)
    {
        var read = new Dictionary<string, string>(record.Sent, StringComparer.Ordinal);
        foreach (var (column, hash) in record.Read)
        {
            read[column] = hash;
        }

        return read;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeploymentRecord))]
internal sealed partial class DeploymentRecordJsonContext : JsonSerializerContext;
