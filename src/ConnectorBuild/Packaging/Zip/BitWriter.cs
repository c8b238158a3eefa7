using System.Buffers;

namespace ConnectorBuild.Packaging;

/// <summary>Bits into bytes, the least significant first.</summary>
internal sealed class BitWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Appends the lowest bits of a value.</summary>
    public void Write(int value, int bits)
    {
        _pending |= (ulong)(uint)value << _pendingBits;
        _pendingBits += bits;
        while (_pendingBits >= 8)
        {
            AppendByte();
            _pending >>= 8;
            _pendingBits -= 8;
        }
    }

    /// <summary>Everything written, the last byte filled up with zeros.</summary>
    public byte[] Finish()
    {
        if (_pendingBits > 0)
        {
            AppendByte();
            _pendingBits = 0;
            _pending = 0;
        }

        return _bytes.WrittenSpan.ToArray();
    }

    private void AppendByte()
    {
        _bytes.GetSpan(1)[0] = (byte)_pending;
        _bytes.Advance(1);
    }
}
