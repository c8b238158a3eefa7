using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

public sealed class DeterminismTests
{
    // Any machine that runs this test must come to this value; it changes only when the form of packages changes.
    private const string ExpectedHash = "ba70e277ec2bd7a44e936394385f52494431762a8caba98a919bb037fa85619b";

    [Fact]
    public void Bytes_AreTheSameOnEveryMachine() =>
        Assert.Equal(ExpectedHash, Convert.ToHexStringLower(SHA256.HashData(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices))));

    [Fact]
    public void Bytes_DoNotDependOnTheOrderOfTheInput()
    {
        var reversed = Contoso.Complete with
        {
            EnvironmentVariables = [.. Contoso.Complete.EnvironmentVariables.Reverse()],
            ConnectionReferences = [.. Contoso.Complete.ConnectionReferences.Reverse()],
        };

        Assert.Equal(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices), Contoso.Zip(reversed, Contoso.Invoices, Contoso.Orders));
    }

    [Fact]
    public async Task Bytes_DoNotDependOnTheCulture()
    {
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus";
        odd.NumberFormat.NumberGroupSeparator = "'";
        odd.NumberFormat.NumberDecimalSeparator = ",";

        var bytes = await Task.Run(
            () =>
            {
                CultureInfo.CurrentCulture = odd;
                CultureInfo.CurrentUICulture = odd;
                return Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices), bytes);
    }

    [Fact]
    public void Bytes_DoNotDependOnTheLineEndsOfTheAuthorsFiles()
    {
        const string definition = "{\n  \"swagger\": \"2.0\",\n  \"info\": { \"title\": \"Orders\",\n \"description\": \"a\\r\\nb\" }\n}\n";
        const string properties = "{\n  \"properties\": {\n    \"connectionParameters\": {},\n    \"scriptOperations\": [\n \"a\" ]\n  }\n}\n";
        const string script = "public class Script\n{\n}\n";

        Assert.Equal(Zip("\n"), Zip("\r\n"));

        static byte[] Zip(string lineEnd) => Contoso.Zip(Contoso.Solution, ConnectorRow.Create(Contoso.Orders.Identity, new ConnectorContent
        {
            Definition = Encoding.UTF8.GetBytes(definition.Replace("\n", lineEnd, StringComparison.Ordinal)),
            Properties = Encoding.UTF8.GetBytes(properties.Replace("\n", lineEnd, StringComparison.Ordinal)),
            Script = script.Replace("\n", lineEnd, StringComparison.Ordinal),
        }));
    }

    [Fact]
    public void Headers_HoldNoTimeNoSystemAndNoPermissions()
    {
        var zip = Contoso.Zip(Contoso.Complete, Contoso.Orders);
        var record = zip.AsSpan(zip.AsSpan().IndexOf("PK\x01\x02"u8));

        Assert.Equal(20, record[4]); // Made by version 2.0 ...
        Assert.Equal(0, record[5]); // ... on FAT.
        Assert.Equal([0, 0, 0x21, 0], record[12..16].ToArray()); // 1 January 1980, 0:00
        Assert.Equal(new byte[16], record[30..46].ToArray()); // Comment, disk, attributes, and the first entry's offset.
    }

    [Fact]
    public void Folder_WithOtherFileTimes_GivesTheSameZip()
    {
        using var folder = new TemporaryFolder();
        var package = SolutionPackage.Create(Contoso.Complete, [Contoso.Orders, Contoso.Invoices], SolutionPackageType.Both);
        package.WriteToFolder(folder["a"]);
        package.WriteToFolder(folder["b"]);
        foreach (var file in folder.Files("b"))
        {
            File.SetLastWriteTimeUtc(folder["b/" + file], new DateTime(1999, 12, 31, 23, 59, 58, DateTimeKind.Utc));
        }

        Assert.Equal(Zip(SolutionPackage.ReadFolder(folder["a"])), Zip(SolutionPackage.ReadFolder(folder["b"])));
        Assert.Equal(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices), Zip(SolutionPackage.ReadFolder(folder["a"])));
    }

    private static byte[] Zip(SolutionPackage package)
    {
        using var output = new MemoryStream();
        package.WriteTo(output, managed: false);
        return output.ToArray();
    }
}
