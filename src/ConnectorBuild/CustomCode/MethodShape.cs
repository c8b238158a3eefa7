using System.Reflection.Metadata;

namespace ConnectorBuild.CustomCode;

/// <summary>How many values a call takes from the stack, and whether it leaves one.</summary>
internal readonly record struct MethodShape(bool HasThis, int Parameters, bool ReturnsValue)
{
    private const byte Void = 0x01;

    public static MethodShape Of(MetadataReader metadata, BlobHandle signature)
    {
        var reader = metadata.GetBlobReader(signature);
        var header = reader.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method)
        {
            return default;
        }

        if (header.IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        return new MethodShape(header.IsInstance, reader.ReadCompressedInteger(), reader.ReadByte() != Void);
    }
}
