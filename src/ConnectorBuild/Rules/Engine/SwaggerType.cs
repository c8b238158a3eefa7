using System.Globalization;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>How well a value fits a type.</summary>
internal enum TypeFit
{
    Yes,

    /// <summary>It is null, or a text that reads like the type; the platform takes both.</summary>
    AsText,

    No,
}

/// <summary>A type of Swagger 2.0, and what values it takes.</summary>
internal sealed class SwaggerType
{
    private static readonly SwaggerType Text = new("string", n => n.IsString, _ => false);
    private static readonly SwaggerType Integer = new(
        "integer", n => n.Number is { } number && number == Math.Floor(number),
        t => long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
    private static readonly SwaggerType Number = new(
        "number", n => n.IsNumber, t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    private static readonly SwaggerType Boolean = new("boolean", n => n.IsBoolean, t => bool.TryParse(t, out _));
    private static readonly SwaggerType Array = new("array", n => n.IsArray, _ => false);
    private static readonly SwaggerType Object = new("object", n => n.IsObject, _ => false);

    private readonly Func<SourceNode, bool> _isOfType;
    private readonly Func<string, bool> _reads;

    private SwaggerType(string name, Func<SourceNode, bool> isOfType, Func<string, bool> reads)
    {
        Name = name;
        _isOfType = isOfType;
        _reads = reads;
    }

    public string Name { get; }

    /// <summary>What a type takes; null for none and for file.</summary>
    public static SwaggerType? Of(SchemaType type) => type switch
    {
        SchemaType.String => Text,
        SchemaType.Integer => Integer,
        SchemaType.Number => Number,
        SchemaType.Boolean => Boolean,
        SchemaType.Array => Array,
        SchemaType.Object => Object,
        _ => null,
    };

    public TypeFit Fits(SourceNode value) =>
        _isOfType(value) ? TypeFit.Yes
        : value.IsNull || (value.Text is { } text && _reads(text)) ? TypeFit.AsText
        : TypeFit.No;

    /// <summary>How the value should be written.</summary>
    public string Advice(SourceNode value) => Name switch
    {
        "string" when value.Kind is not (NodeKind.Object or NodeKind.Array) => $"\"{ValueText.Of(value)}\" in quotes",
        "integer" or "number" or "boolean" when value.Text is { } text && _reads(text) => $"{text.ToLowerInvariant()} without quotes",
        "array" => "a list in square brackets",
        "object" => "an object in braces",
        _ => $"a value of the type \"{Name}\", or another type",
    };
}
