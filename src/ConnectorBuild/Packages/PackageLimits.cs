namespace ConnectorBuild.Packages;

/// <summary>
/// How much a reader takes in before it gives up. Real solutions stay far below: the largest column holds 1,000,000 characters, and Dataverse itself
/// refuses large packages.
/// </summary>
internal sealed record PackageLimits
{
    public static PackageLimits Default { get; } = new();

    /// <summary>Bytes of the zip itself.</summary>
    public long ZipBytes { get; init; } = 256L << 20;

    /// <summary>Entries, folders included.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Unpacked bytes of one file.</summary>
    public long FileBytes { get; init; } = 128L << 20;

    /// <summary>Unpacked bytes of all files together.</summary>
    public long TotalBytes { get; init; } = 512L << 20;

    /// <summary>Unpacked bytes for each packed one; counted from <see cref="RatioFloorBytes"/> on.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Unpacked bytes of one file below which any ratio is harmless.</summary>
    public long RatioFloorBytes { get; init; } = 4L << 20;
}
