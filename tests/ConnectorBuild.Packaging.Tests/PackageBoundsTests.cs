using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Packages.Zip;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>What has exactly the size that is allowed is taken; one more is not.</summary>
public sealed class PackageBoundsTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void Default_IsWhatTheDocumentationSays()
    {
        var limits = new PackageLimits();

        Assert.Equal(256 * Mebibyte, limits.ZipBytes);
        Assert.Equal(128 * Mebibyte, limits.FileBytes);
        Assert.Equal(512 * Mebibyte, limits.TotalBytes);
        Assert.Equal(4 * Mebibyte, limits.RatioFloorBytes);
    }

    [Fact]
    public void Read_ExactlyTheBounds_IsTaken()
    {
        var export = Exports.ServerExport();
        var zip = ZipBytes.Create(export);
        var sizes = export.Values.Select(Encoding.UTF8.GetByteCount).ToList();
        var limits = new PackageLimits { ZipBytes = zip.Length, Entries = export.Count, FileBytes = sizes.Max(), TotalBytes = sizes.Sum() };

        Assert.Equal(export.Count, Read(zip, limits).Files.Count);
        Assert.Equal("CB6222", Refusal(zip, limits with { ZipBytes = zip.Length - 1 }));
        Assert.Equal("CB6222", Refusal(zip, limits with { Entries = export.Count - 1 }));
        Assert.Equal("CB6222", Refusal(zip, limits with { FileBytes = sizes.Max() - 1 }));
        Assert.Equal("CB6222", Refusal(zip, limits with { TotalBytes = sizes.Sum() - 1 }));
    }

    [Theory]
    [InlineData(10_000, 20_000, true)]
    [InlineData(10_000, 10_000, true)]
    [InlineData(10_000, 9_999, false)]
    public void Read_FileThatPacksVeryWell_IsTakenUpToTheFloor(int size, long floor, bool isTaken)
    {
        var export = Exports.ServerExport();
        export["Connector/zeros.json"] = new string('0', size);
        var zip = ZipBytes.Create(export);
        var limits = new PackageLimits { Ratio = 10, RatioFloorBytes = floor };

        if (isTaken)
        {
            Assert.Equal(export.Count, Read(zip, limits).Files.Count);
        }
        else
        {
            Assert.Equal("CB6222", Refusal(zip, limits));
        }
    }

    // The value that ISO 3309 and every other program gives.
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Compute_KnownText_IsTheKnownChecksum(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Compute(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(0, false)]
    public void IsSafe_LengthOfAPath_HasABound(int length, bool isSafe)
    {
        var path = string.Join('/', Enumerable.Repeat(new string('a', 99), 11))[..length];

        if (isSafe)
        {
            PackagePath.RequireSafe(path, "the package");
        }
        else
        {
            Assert.Equal("CB6223", Assert.Throws<ConnectorException>(() => PackagePath.RequireSafe(path, "the package")).Diagnostics[0].Id);
        }
    }

    private static SolutionPackage Read(byte[] zip, PackageLimits limits) => SolutionPackage.Read(new MemoryStream(zip), "orders.zip", limits);

    private static string Refusal(byte[] zip, PackageLimits limits) =>
        Assert.Throws<ConnectorException>(() => Read(zip, limits)).Diagnostics[0].Id;
}
