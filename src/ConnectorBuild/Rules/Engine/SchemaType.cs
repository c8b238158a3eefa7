using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The types of Swagger 2.0.</summary>
internal enum SchemaType : byte
{
    /// <summary>There is no <c>type</c>.</summary>
    Missing,

    /// <summary>Any other name.</summary>
    Unknown,
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
    File,
}

/// <summary>Names of types.</summary>
internal static class SchemaTypes
{
    /// <summary>The types as they are written.</summary>
    public static IReadOnlyList<string> Names { get; } = ["string", "number", "integer", "boolean", "array", "object", "file"];

    public static SchemaType Of(SourceNode type)
    {
        if (!type.Exists)
        {
            return SchemaType.Missing;
        }

        var name = type.IsString ? type.Raw : default;
        return name.Length switch
        {
            4 when name.SequenceEqual("file"u8) => SchemaType.File,
            5 when name.SequenceEqual("array"u8) => SchemaType.Array,
            6 when name.SequenceEqual("string"u8) => SchemaType.String,
            6 when name.SequenceEqual("object"u8) => SchemaType.Object,
            6 when name.SequenceEqual("number"u8) => SchemaType.Number,
            7 when name.SequenceEqual("integer"u8) => SchemaType.Integer,
            7 when name.SequenceEqual("boolean"u8) => SchemaType.Boolean,
            _ => SchemaType.Unknown,
        };
    }
}
