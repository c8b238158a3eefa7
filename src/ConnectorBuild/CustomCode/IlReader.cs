using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace ConnectorBuild.CustomCode;

/// <summary>Splits a method's body into instructions.</summary>
internal static class IlReader
{
    private static readonly Dictionary<ushort, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => unchecked((ushort)code.Value));

    /// <summary>The instructions in order; a token for those that have one, else 0.</summary>
    public static IReadOnlyList<(OpCode Code, int Token)> Read(BlobReader body)
    {
        var instructions = new List<(OpCode, int)>();
        while (body.RemainingBytes > 0)
        {
            ushort value = body.ReadByte();
            if (value == 0xFE)
            {
                value = (ushort)((value << 8) | body.ReadByte());
            }

            var code = OpCodes[value];
            var token = 0;
            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    body.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    body.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    body.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = body.ReadInt32();
                    body.Offset += 4 * targets;
                    break;
                default:
                    token = body.ReadInt32();
                    break;
            }

            instructions.Add((code, token));
        }

        return instructions;
    }
}
