using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>
/// Blobs by shared access signatures, for what is uploaded beside a connector and for what is read of one. They do not outlive the process: what a
/// connector keeps of them is copied when it is saved.
/// </summary>
internal sealed class ResourceStorage(CloudState state)
{
    /// <summary>What the paths of blobs begin with.</summary>
    public const string Prefix = "/resource-storage/";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, (byte[] Content, string Type)> _blobs = new(StringComparer.Ordinal);

    /// <summary>A new container that its holder may write to for an hour, as an address with a signature.</summary>
    public string NewContainer(string baseUrl) => Sign(baseUrl, Prefix + state.Ids.NextId().Replace("-", "", StringComparison.Ordinal), "racwl");

    /// <summary>Puts a blob under a path and gives the address by which it can be read for an hour.</summary>
    public string Publish(string baseUrl, string name, byte[] content, string type)
    {
        _blobs[Prefix + name] = (content, type);
        return Sign(baseUrl, Prefix + name, "r");
    }

    /// <summary>The content of an address that this storage signed; null for any other.</summary>
    public byte[]? Read(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsAllowed(uri.AbsolutePath, QueryText.Parse(uri.Query), 'r')
            && _blobs.TryGetValue(Uri.UnescapeDataString(uri.AbsolutePath), out var blob)
            ? blob.Content
            : null;

    /// <summary>Answers a request for a blob.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path);
        if (!IsAllowed(request.Path, request.Query, request.Method == "PUT" ? 'w' : 'r'))
        {
            return Refuse(
                403, "AuthenticationFailed",
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including "
                    + "the signature.");
        }

        switch (request.Method)
        {
            case "PUT" when request.Header("x-ms-blob-type") is null:
                return Refuse(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
            case "PUT":
                _blobs[path] = (request.Body, request.Header("x-ms-blob-content-type") ?? request.Header("Content-Type") ?? "application/octet-stream");
                return CloudResponse.Empty(201);
            case "GET" when _blobs.TryGetValue(path, out var blob):
                return CloudResponse.Bytes(200, blob.Content, blob.Type);
            case "GET":
                return Refuse(404, "BlobNotFound", "The specified blob does not exist.");
            default:
                throw PowerAppsError.NotSupported($"{request.Method} of a blob").ToFailure();
        }
    }

    private string Sign(string baseUrl, string path, string rights)
    {
        var until = Shape.DataverseTime(state.Now + Lifetime);
        return $"{baseUrl}{path}?sv=2018-03-28&sr={(rights == "r" ? "b" : "c")}&sig={Signature(path, until, rights)}&se={Uri.EscapeDataString(until)}&sp={rights}";
    }

    // A signature is for a blob, or for the container that the blob is in.
    private bool IsAllowed(string path, IReadOnlyDictionary<string, string> query, char right)
    {
        var (until, rights, given) = (query.GetValueOrDefault("se") ?? "", query.GetValueOrDefault("sp") ?? "", query.GetValueOrDefault("sig") ?? "");
        var plain = Uri.UnescapeDataString(path);
        var container = plain[..Math.Max(plain.LastIndexOf('/'), 0)];
        return rights.Contains(right)
            && DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) && end > state.Now
            && (given == Signature(plain, until, rights) || given == Signature(container, until, rights));
    }

    private string Signature(string path, string until, string rights) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{path}\n{until}\n{rights}")));

    private static CloudResponse Refuse(int status, string code, string message) =>
        CloudResponse.Bytes(
            status,
            Encoding.UTF8.GetBytes(
                $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"),
            "application/xml").With("x-ms-error-code", code);
}
