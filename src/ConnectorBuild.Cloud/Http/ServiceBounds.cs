namespace ConnectorBuild.Cloud.Http;

/// <summary>How long a service may take and how much it may answer. Every number stands here, with its reason.</summary>
internal static class ServiceBounds
{
    /// <summary>One try of a read. Reads take seconds at most; after half a minute another try is the better bet.</summary>
    public static readonly TimeSpan Read = TimeSpan.FromSeconds(30);

    /// <summary>
    /// One try of a write or of a token: what .NET's own client waits by default. Saving a connector makes the connector service take in a
    /// definition of up to a megabyte.
    /// </summary>
    public static readonly TimeSpan Write = TimeSpan.FromSeconds(100);

    /// <summary>One try of an upload: <see cref="PackageBytes"/> at half a megabyte a second, which a slow office line has.</summary>
    public static readonly TimeSpan Upload = TimeSpan.FromMinutes(10);

    /// <summary>Until a connection stands. Behind a firewall that drops packets there never is one.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(20);

    /// <summary>All tries and waits of one request. Dataverse's own service protection limits are counted over five minutes.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long reads continue while an import is followed: the import continues whatever happens to its reader, and takes secrets from
    /// connectors.
    /// </summary>
    public static readonly TimeSpan Following = TimeSpan.FromMinutes(10);

    /// <summary>Tries of a read.</summary>
    public const int ReadTries = 4;

    /// <summary>Tries of a write that was refused unread (429) or does the same when done twice.</summary>
    public const int WriteTries = 8;

    /// <summary>A token answer. Tokens and the documents about an authority have kilobytes.</summary>
    public const int TokenBytes = 1024 * 1024;

    /// <summary>An answer of Graph. A page has at most 999 rows, and a row has kilobytes.</summary>
    public const int GraphBytes = 16 * 1024 * 1024;

    /// <summary>An answer of Dataverse. The largest column holds a million characters; a batch with fifty of them fits.</summary>
    public const int DataverseBytes = 64 * 1024 * 1024;

    /// <summary>An answer about a package: as much as is read of a package in a file.</summary>
    public const int PackageBytes = 256 * 1024 * 1024;

    /// <summary>The bound of one try.</summary>
    public static TimeSpan OfTry(RequestKind kind) => kind switch
    {
        RequestKind.Read => Read,
        RequestKind.Upload => Upload,
        _ => Write,
    };
}
