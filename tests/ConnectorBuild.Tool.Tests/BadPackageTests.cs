namespace ConnectorBuild.Tool.Tests;

/// <summary>A package that came by mail: every command that reads one refuses it with a code, and nothing is written anywhere.</summary>
public sealed class BadPackageTests : ToolRun
{
    public static TheoryData<string, string> Bad => new()
    {
        { "no zip", "CB6221" },
        { "cut off", "CB6221" },
        { "bomb", "CB6222" },
        { "path out of the folder", "CB6223" },
        { "path to a drive", "CB6223" },
        { "two entries of one path", "CB6224" },
        { "no solution", "CB6226" },
        { "document type", "CB6228" },
        { "missing definition", "CB6230" },
        { "two connectors of one id", "CB6211" },
    };

    [Theory]
    [InlineData("plan")]
    [InlineData("deploy")]
    public async Task PlanAndDeploy_FolderInsteadOfAPackage_SayHowToPackIt(string command)
    {
        await RunAsync("package", Description, "--output", At("good"));
        await RunAsync("unpack", At("good/ContosoConnectors.zip"), "--output", At("good/unpacked"));

        var (exit, output) = await RunAsync(command, Description, "--package", At("good/unpacked"));

        Assert.True(
            exit == 1 && output.Contains("error CB6235: ", StringComparison.Ordinal)
                && output.Contains("is a folder", StringComparison.Ordinal),
            output);
        Assert.Contains("dotnet connector unpack <folder>", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Could not find", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task AnyCommand_BadPackage_IsRefusedAndNothingIsWritten(string what, string code)
    {
        await RunAsync("package", Description, "--output", At("good"));
        Directory.CreateDirectory(At("box"));
        await File.WriteAllBytesAsync(
            At("box/bad.zip"),
            Spoil(await File.ReadAllBytesAsync(At("good/ContosoConnectors.zip"), TestContext.Current.CancellationToken), what),
            TestContext.Current.CancellationToken);
        Describe(p => p with { Environments = [p.Environments[0] with { Route = "Solution" }] });
        var before = Files();

        foreach (string[] command in new string[][]
        {
            ["unpack", At("box/bad.zip"), "--output", At("box/unpacked")],
            ["adopt", At("box/bad.zip"), "--output", At("box/adopted")],
            ["adopt", At("box/bad.zip"), "--all", "--output", At("box/adopted")],
            ["deploy", Description, "--package", At("box/bad.zip")],
            ["plan", Description, "--package", At("box/bad.zip")],
        })
        {
            var (exit, output) = await RunAsync(command);

            Assert.True(exit == 1 && output.Contains($"error {code}: ", StringComparison.Ordinal), $"{string.Join(' ', command)}: {output}");
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }

        // The local cloud keeps its state in a file; that it was started is all that a refused deployment leaves.
        Assert.Equal(before, Files());
        var (status, said) = await RunAsync("status", Description);
        Assert.True(status == 0 && said.Contains("none named 'ContosoConnectors'", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Deploy_PackageOfAnotherPublisher_IsRefusedAndNothingIsDeployed()
    {
        Describe(p => p with { PublisherPrefix = "fabrikam" });
        Assert.Equal(0, (await RunAsync("package", Description, "--output", At("theirs"))).Exit);
        Describe(p => p with { Environments = [p.Environments[0] with { Route = "Solution" }] });

        var (exit, output) = await RunAsync("deploy", Description, "--package", At("theirs/ContosoConnectors.zip"));

        Assert.True(exit == 1 && output.Contains("error CB6236: ", StringComparison.Ordinal), output);
        Assert.DoesNotContain("done ", output, StringComparison.Ordinal);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f))
        .Where(f => !f.StartsWith(Path.Combine("obj", "local-cloud"), StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    private static byte[] Spoil(byte[] zip, string what)
    {
        if (what is "no zip" or "cut off")
        {
            return what == "no zip" ? "<html>Sign in</html>"u8.ToArray() : zip[..^200];
        }

        return ZipChange.Of(zip, archive =>
        {
            switch (what)
            {
                case "bomb":
                    archive.Add("zeros.bin", new byte[20_000_000]);
                    break;
                case "path out of the folder":
                    archive.Add("../outside.txt", [1]);
                    break;
                case "path to a drive":
                    archive.Add("C:/outside.txt", [1]);
                    break;
                case "two entries of one path":
                    archive.Add("SOLUTION.xml", [1]);
                    break;
                case "no solution":
                    archive.GetEntry("solution.xml")!.Delete();
                    break;
                case "document type":
                    archive.Change("solution.xml", text => "<!DOCTYPE ImportExportXml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + text);
                    break;
                case "missing definition":
                    archive.Entries.Single(e => e.Name.EndsWith("_openapidefinition.json", StringComparison.Ordinal)).Delete();
                    break;
                default:
                    archive.Change("customizations.xml", text =>
                    {
                        var connector = text[text.IndexOf("<Connector>", StringComparison.Ordinal)..(text.IndexOf("</Connector>", StringComparison.Ordinal) + "</Connector>".Length)];
                        return text.Replace(
                            connector, connector + connector.Replace("<name>contoso_", "<name>contoso_x", StringComparison.Ordinal),
                            StringComparison.Ordinal);
                    });
                    break;
            }
        });
    }
}
