using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class PackageBytesTests(PackedSdk sdk)
{
    [Fact]
    public async Task Pack_SameBuildTwice_GivesTheSameBytes()
    {
        var first = Path.Combine(sdk.Feed, $"ConnectorBuild.Templates.{PackedSdk.Version}.nupkg");
        var again = Directory.CreateTempSubdirectory("cbpack-");
        try
        {
            await sdk.PackAsync("src/ConnectorBuild.Templates", again.FullName);

            Assert.Equal(await ReadAsync(first), await ReadAsync(Path.Combine(again.FullName, Path.GetFileName(first))));
        }
        finally
        {
            again.Delete(recursive: true);
        }
    }

    private static Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
}
