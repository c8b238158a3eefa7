using System.Buffers.Binary;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

public sealed class BadPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoZip_IsRefused() => AssertRefused("CB6221", "this is an error page"u8.ToArray());

    [Fact]
    public void NoBytes_AreRefused() => AssertRefused("CB6221", Array.Empty<byte>());

    [Fact]
    public void ZipWithoutEntries_IsRefused() => AssertRefused("CB6226", ZipBytes.Create(Array.Empty<(string, byte[])>()));

    [Fact]
    public void TruncatedZip_IsRefused()
    {
        var zip = ZipBytes.Create(Exports.ServerExport());
        AssertRefused("CB6221", zip[..(zip.Length / 2)]);
        AssertRefused("CB6221", zip[..^1]);
    }

    [Fact]
    public void DamagedContent_IsRefused()
    {
        // Stored, so that the runtime's inflater has nothing to notice.
        var zip = Contoso.Zip(Contoso.Solution, Contoso.Orders with { ConnectionParameters = "{\"a\":1}" });
        zip[zip.AsSpan().IndexOf("{\"a\":1}"u8) + 5] = (byte)'2';

        AssertRefused("CB6225", zip);
    }

    [Fact]
    public void DamagedCompressedContent_IsRefused()
    {
        var zip = Contoso.Zip(Contoso.Solution, Contoso.Orders);
        var start = zip.AsSpan().IndexOf("solution.xml"u8) + "solution.xml".Length;
        zip.AsSpan(start, 40).Fill(0xFF);

        AssertRefused("CB6225", zip);
    }

    [Theory]
    [InlineData("../escaped.txt")]
    [InlineData("Connector/../../escaped.txt")]
    [InlineData("Connector/.. /escaped.txt")]
    [InlineData("/etc/escaped.txt")]
    [InlineData("C:/escaped.txt")]
    [InlineData("C:escaped.txt")]
    [InlineData("..\\escaped.txt")]
    [InlineData("Connector\\escaped.txt")]
    [InlineData("Connector//escaped.txt")]
    [InlineData("./escaped.txt")]
    [InlineData("Connector/escaped.")]
    [InlineData("Connector/NUL.json")]
    [InlineData("Connector/escaped\u0000.txt")]
    public void PathThatIsNotSafe_IsRefused(string path) => AssertRefused("CB6223", Exports.ServerExport().Append(new(path, "x")));

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("SOLUTION.xml")]
    public void TwoEntries_WithOnePath_AreRefused(string path) => AssertRefused("CB6224", Exports.ServerExport().Append(new(path, "x")));

    [Fact]
    public void TooManyEntries_AreRefused() => AssertRefused("CB6222", ZipBytes.Create(Exports.ServerExport()), new PackageLimits { Entries = 3 });

    [Fact]
    public void TooLargeAZip_IsRefused() => AssertRefused("CB6222", ZipBytes.Create(Exports.ServerExport()), new PackageLimits { ZipBytes = 100 });

    [Fact]
    public void TooLargeAFile_IsRefused() => AssertRefused("CB6222", ZipBytes.Create(Exports.ServerExport()), new PackageLimits { FileBytes = 200 });

    [Fact]
    public void TooMuchInAll_IsRefused() => AssertRefused("CB6222", ZipBytes.Create(Exports.ServerExport()), new PackageLimits { TotalBytes = 2000 });

    [Fact]
    public void ZipBomb_IsRefused()
    {
        var bomb = ZipBytes.Create(
            [.. Exports.ServerExport().Select(e => (e.Key, Encoding.UTF8.GetBytes(e.Value))), ("bomb.bin", new byte[16 << 20])]);

        Assert.True(bomb.Length < 100_000);
        AssertRefused("CB6222", bomb);
    }

    [Fact]
    public void ZipBomb_ThatLiesAboutItsSize_IsRefused()
    {
        var bomb = ZipBytes.Create(
            [.. Exports.ServerExport().Select(e => (e.Key, Encoding.UTF8.GetBytes(e.Value))), ("bomb.bin", new byte[8 << 20])]);
        var record = bomb.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(record + 24), 10);

        var failure = Assert.Throws<ConnectorException>(() => SolutionPackage.Read(new MemoryStream(bomb)));

        Assert.Contains(failure.Diagnostics[0].Id, new[] { "CB6222", "CB6225" });
    }

    [Fact]
    public void EncryptedEntry_IsRefused()
    {
        var zip = Contoso.Zip(Contoso.Solution, Contoso.Orders);
        zip[zip.AsSpan().IndexOf("PK\x03\x04"u8) + 6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;

        AssertRefused("CB6225", zip);
    }

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("customizations.xml")]
    public void ZipWithoutItsXml_IsRefused(string missing) => AssertRefused("CB6226", Exports.ServerExport().Where(e => e.Key != missing));

    [Fact]
    public void SolutionInAFolderOfTheZip_IsRefusedAndNamed()
    {
        var failure = AssertRefused("CB6226", Exports.ServerExport().Select(e => new KeyValuePair<string, string>("inner/" + e.Key, e.Value)));

        Assert.Contains("inner/solution.xml", failure.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("customizations.xml")]
    public void Dtd_IsRefused(string file) =>
        AssertRefused("CB6228", With(file, xml => "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + xml));

    [Fact]
    public void MalformedXml_IsRefusedWithItsPlace()
    {
        var failure = AssertRefused("CB6227", With("solution.xml", _ => "<ImportExportXml>\n  <Open>"));

        Assert.Equal("solution.xml", failure.Diagnostics[0].Location!.Value.File);
        Assert.Equal(2, failure.Diagnostics[0].Location!.Value.Line);
    }

    [Fact]
    public void DeeplyNestedXml_IsRefused()
    {
        // Where a value is read, so that a reader without the limit would exhaust its stack.
        var nested = string.Concat(Enumerable.Repeat("<a>", 100_000)) + "x" + string.Concat(Enumerable.Repeat("</a>", 100_000));

        AssertRefused(
            "CB6229",
            With("solution.xml", xml => xml.Replace("<UniqueName>FabrikamOrders<", $"<UniqueName>{nested}<", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<UniqueName>FabrikamOrders</UniqueName>", "")]
    [InlineData("<Version>2.10.0.7</Version>", "<Version></Version>")]
    [InlineData("<CustomizationPrefix>fabrikam</CustomizationPrefix>", "")]
    [InlineData("<Managed>0</Managed>", "<Managed>maybe</Managed>")]
    public void SolutionXml_ThatLacksSomething_IsRefused(string find, string replacement) =>
        AssertRefused("CB6229", With("solution.xml", xml => xml.Replace(find, replacement, StringComparison.Ordinal)));

    [Theory]
    [InlineData("<name>fabrikam_orders-20api</name>", "")]
    [InlineData("<connectorid>" + Exports.OrdersId, "<connectorid>none")]
    public void Connector_WithoutNameOrId_IsRefused(string find, string replacement) =>
        AssertRefused("CB6229", With("customizations.xml", xml => xml.Replace(find, replacement, StringComparison.Ordinal)));

    [Theory]
    [InlineData("_openapidefinition.json")]
    [InlineData("_connectionparameters.json")]
    [InlineData("_iconblob.Png")]
    public void ConnectorFile_ThatIsMissing_IsRefused(string end) =>
        AssertRefused("CB6230", Exports.ServerExport().Where(e => !e.Key.EndsWith(end, StringComparison.Ordinal)));

    [Fact]
    public void Definition_WithoutContent_IsRefused() =>
        AssertRefused("CB6230", With("Connector/fabrikam_orders-20api_openapidefinition.json", _ => ""));

    [Fact]
    public void ConnectorFile_ThatIsNotUtf8_IsRefused()
    {
        var entries = Exports.ServerExport().Select(
            e => (e.Key, e.Key.EndsWith(
                "_connectionparameters.json", StringComparison.Ordinal) ? [0x7B, 0xFC, 0x7D] : Encoding.UTF8.GetBytes(e.Value)));

        AssertRefused("CB6231", ZipBytes.Create([.. entries]));
    }

    [Theory]
    [InlineData("fabrikam_orders-20api", "00000000-0000-0000-0000-000000000001")]
    [InlineData("fabrikam_ORDERS-20api", "00000000-0000-0000-0000-000000000001")]
    public void TwoConnectors_OfOneName_AreRefused(string name, string id) =>
        AssertRefused(
            "CB6211",
            With(
                "customizations.xml",
                _ => Exports.Customizations(Exports.Connector("fabrikam_orders-20api") + Exports.Connector(name, id))));

    [Fact]
    public void TwoConnectors_OfOneId_AreRefused()
    {
        var export = With(
            "customizations.xml",
            _ => Exports.Customizations(Exports.Connector("fabrikam_orders-20api") + Exports.Connector("fabrikam_other")));
        foreach (var (path, text) in Exports.ServerExport())
        {
            export[path.Replace("orders-20api", "other", StringComparison.Ordinal)] = path.StartsWith("Connector/", StringComparison.Ordinal) ? text : export[path];
        }

        AssertRefused("CB6211", export);
    }

    [Fact]
    public void Folder_ThatIsNoSolution_IsRefusedAndTheRightOneNamed()
    {
        _folder.Write("src/Other/Solution.xml", Exports.SolutionXml());

        var failure = Assert.Throws<ConnectorException>(() => SolutionPackage.ReadFolder(_folder.Path));

        Assert.Equal("CB6226", failure.Diagnostics[0].Id);
        Assert.Contains("src/Other/Solution.xml", failure.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_InTheYamlForm_IsRefusedAndNamed()
    {
        _folder.Write("solutions/Orders/solution.yml", "SolutionManifest:");

        var failure = Assert.Throws<ConnectorException>(() => SolutionPackage.ReadFolder(_folder.Path));

        Assert.Equal("CB6226", failure.Diagnostics[0].Id);
        Assert.Contains("pac solution pack", failure.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderAndFile_ThatAreNotThere_AreRefused()
    {
        Assert.Equal("CB6235", Assert.Throws<ConnectorException>(() => SolutionPackage.ReadFolder(_folder["none"])).Diagnostics[0].Id);
        Assert.Equal("CB6235", Assert.Throws<ConnectorException>(() => SolutionPackage.ReadFile(_folder["none.zip"])).Diagnostics[0].Id);
    }

    [Fact]
    public void Folder_WithTooMuch_IsRefused()
    {
        foreach (var (path, text) in Exports.UnpackedExport())
        {
            _folder.Write(path, text);
        }

        SolutionPackage.ReadFolder(_folder.Path);
        Assert.Equal(
            "CB6222",
            Assert.Throws<ConnectorException>(
                () => SolutionPackage.ReadFolder(_folder.Path, new PackageLimits { TotalBytes = 500 })).Diagnostics[0].Id);
    }

    [Fact]
    public void LinkOutOfTheFolder_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        foreach (var (path, text) in Exports.UnpackedExport())
        {
            _folder.Write("src/" + path, text);
        }

        _folder.Write("secret.txt", "secret");
        File.CreateSymbolicLink(_folder["src/Connectors/linked.json"], _folder["secret.txt"]);
        Directory.CreateSymbolicLink(_folder["src/loop"], _folder["src"]);

        Assert.Equal(Exports.UnpackedExport().Count, SolutionPackage.ReadFolder(_folder["src"]).Files.Count);
    }

    [Fact]
    public void AnyDamage_GivesACodedErrorOrAPackage()
    {
        var random = new Random(6221);
        var intact = Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices);
        for (var i = 0; i < 3000; i++)
        {
            var zip = intact.ToArray();
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                zip[random.Next(zip.Length)] = (byte)random.Next(256);
            }

            try
            {
                SolutionPackage.Read(new MemoryStream(zip[..(random.Next(2) == 0 ? zip.Length : random.Next(zip.Length))]));
            }
            catch (ConnectorException e)
            {
                Assert.All(e.Diagnostics, d => Assert.StartsWith("CB62", d.Id, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("customizations.xml")]
    [InlineData("Connector/fabrikam_orders-20api_connectionparameters.json")]
    public void AnyDamageInsideAFile_GivesACodedErrorOrAPackage(string file)
    {
        var random = new Random(6229);
        for (var i = 0; i < 500; i++)
        {
            var export = Exports.ServerExport();
            var text = new StringBuilder(export[file]);
            for (var hits = random.Next(1, 4); hits > 0 && text.Length > 4; hits--)
            {
                var (at, length) = (random.Next(text.Length - 2), random.Next(1, 30));
                text.Remove(at, Math.Min(length, text.Length - at)).Insert(at, "<>&\"'\0é/".AsSpan(random.Next(8), random.Next(2)));
            }

            export[file] = text.ToString();
            try
            {
                SolutionPackage.Read(new MemoryStream(ZipBytes.Create(export)));
            }
            catch (ConnectorException e)
            {
                Assert.All(e.Diagnostics, d => Assert.StartsWith("CB62", d.Id, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Messages_QuoteForeignTextOnOneLine()
    {
        var failure = AssertRefused("CB6223", Exports.ServerExport().Append(new("../a\r\n##vso[task.setvariable]" + new string('x', 500), "x")));

        Assert.DoesNotContain('\n', failure.Diagnostics[0].Message);
        Assert.True(failure.Diagnostics[0].Message.Length < 600);
    }

    private static ConnectorException AssertRefused(string code, IEnumerable<KeyValuePair<string, string>> export) =>
        AssertRefused(code, ZipBytes.Create(export));

    private static ConnectorException AssertRefused(string code, byte[] zip, PackageLimits? limits = null)
    {
        var failure = Assert.Throws<ConnectorException>(
            () => SolutionPackage.Read(new MemoryStream(zip), "orders.zip", limits ?? PackageLimits.Default));
        Assert.Equal(code, failure.Diagnostics[0].Id);
        return failure;
    }

    private static Dictionary<string, string> With(string file, Func<string, string> change)
    {
        var export = Exports.ServerExport();
        export[file] = change(export[file]);
        return export;
    }
}
