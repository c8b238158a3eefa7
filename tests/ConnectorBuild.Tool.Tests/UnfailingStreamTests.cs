namespace ConnectorBuild.Tool.Tests;

public sealed class UnfailingStreamTests : ToolRun
{
    [Theory]
    [InlineData("No space left on device", false)]
    [InlineData("Broken pipe", false)]
    [InlineData("Access to the path is denied", true)]
    public async Task Output_ThatTakesNoMore_DoesNotStopTheCommandAndIsSaid(string why, bool isClosed)
    {
        Exception refusal = isClosed ? new UnauthorizedAccessException(why) : new IOException(why);
        using var output = new UnfailingStream(new RefusingStream(refusal));
        using var error = new StringWriter();

        var exit = await ConnectorTool.RunAsync(
            ["validate", Folder, "--format", "json"],
            new ToolStreams(new StreamWriter(output) { AutoFlush = true }, error, IsInteractive: false) { Guarded = output },
            Clock,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, exit);
        Assert.Contains(
            "error CB9011: What the command says cannot be written to standard output: " + why, error.ToString(),
            StringComparison.Ordinal);
    }

    // What .NET says of "command >&-".
    [Fact]
    public void Open_OutputThatIsClosed_TakesEverything()
    {
        using var output = ToolStreams.Open(() => throw new UnauthorizedAccessException("Access to the path is denied."));

        output.Write("text"u8);

        Assert.True(output.CanWrite);
    }

    private sealed class RefusingStream(Exception refusal) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw refusal;

        public override void Write(byte[] buffer, int offset, int count) => throw refusal;
    }
}
