namespace ConnectorBuild.Tool;

/// <summary>
/// Output that never stops the work: a deployment must not end half done because the disk that its log goes to is full. What follows the
/// first refusal is dropped.
/// </summary>
/// <param name="inner">Where to.</param>
internal sealed class UnfailingStream(Stream inner) : Stream
{
    /// <summary>Why writing failed; null while it did not.</summary>
    public string? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // The latter is what .NET says of a closed descriptor.
        {
            Failure = e.Message;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
