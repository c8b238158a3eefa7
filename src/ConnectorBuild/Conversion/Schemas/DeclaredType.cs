using System.Buffers;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>The type of a schema, in whichever way its version of OpenAPI writes it.</summary>
/// <param name="Type">The one type besides null; null where none or several are given.</param>
/// <param name="IsNullable">Whether null is allowed.</param>
/// <param name="IsNumberAsText">Whether the number may also be sent as a text, as ASP.NET Core writes numbers.</param>
/// <param name="IsMixed">Whether several types are given.</param>
internal readonly record struct DeclaredType(string? Type, bool IsNullable, bool IsNumberAsText, bool IsMixed)
{
    private static readonly string[] Known = ["string", "number", "integer", "boolean", "array", "object"];
    private static readonly SearchValues<char> NumberPattern = SearchValues.Create("^$-+?:()[]{}0123456789\\d.*eE|,");

    /// <summary>The type that another spelling or another language's name stands for; null where nothing is near.</summary>
    public static string? Meant(string name) => name.ToUpperInvariant() switch
    {
        "FLOAT" or "DOUBLE" or "DECIMAL" => "number",
        "LONG" => "integer",
        "LIST" => "array",
        "DICT" or "MAP" => "object",
        "DATE" or "DATETIME" or "DATE-TIME" or "UUID" or "FILE" => "string",
        "NONE" or "UNDEFINED" => "null",
        { Length: >= 3 } upper => Array.Find(Known, k => k.StartsWith(upper, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    /// <summary>Reads the type of a schema.</summary>
    public static DeclaredType Of(SourceNode schema)
    {
        var names = new List<string>();
        var isNullable = schema["nullable"].IsTrue;
        foreach (var name in Names(schema))
        {
            isNullable |= name == "null";
            if (name != "null" && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        var pattern = IsNumberPattern(schema[Keyword.Pattern].Text);
        var byFormat = TypeOfFormat(schema[Keyword.Format].Text);
        if ((pattern || byFormat is not null) && NumberBesideText(names.Count > 0 ? names : BareTypes(schema["anyOf"])) is { } number)
        {
            return new(number, isNullable, true, false);
        }

        if (names.Count == 0)
        {
            // ASP.NET Core leaves the type of numbers out in OpenAPI 3.0.
            var type = byFormat ?? (pattern && !schema[Keyword.Enum].Exists ? TypeOfPattern(schema[Keyword.Pattern].Text!) : null);
            return new(type, isNullable, type is not null && pattern, false);
        }

        if (names.Count == 2 && names.Contains("integer") && names.Contains("number"))
        {
            return new("number", isNullable, false, false);
        }

        return names.Count == 1 ? new(names[0], isNullable, false, false) : new(null, isNullable, false, true);
    }

    /// <summary>The types that are given, null among them.</summary>
    public static IEnumerable<string> Names(SourceNode schema)
    {
        var type = schema[Keyword.Type];
        if (type.Text is { } one)
        {
            return [one];
        }

        var names = new List<string>();
        foreach (var element in type.Elements)
        {
            if (element.Text is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>Whether a word is a type of Swagger 2.0.</summary>
    public static bool IsKnown(string type) => Known.Contains(type, StringComparer.Ordinal);

    /// <summary>Whether a schema describes bytes: a file in a form, the whole of a body or an answer.</summary>
    public static bool IsBinary(SourceNode schema)
    {
        if (Names(schema).Any(n => n is not ("string" or "null")))
        {
            return false;
        }

        return schema[Keyword.Format].TextEquals("binary")
            || (schema["contentMediaType"].Text is { } media && !schema["contentEncoding"].Exists && !IsTextual(media));
    }

    /// <summary>Whether a branch says a type and nothing else.</summary>
    public static bool IsBare(SourceNode branch) => branch.Count == 1 && branch[Keyword.Type].IsString;

    // Newer versions of ASP.NET Core write the types of a number as branches in OpenAPI 3.0.
    private static List<string> BareTypes(SourceNode branches)
    {
        var names = new List<string>();
        foreach (var branch in branches.Elements)
        {
            if (!IsBare(branch) || names.Count > 2)
            {
                return [];
            }

            names.Add(branch[Keyword.Type].Text!);
        }

        names.Remove("null");
        return names;
    }

    private static string? NumberBesideText(List<string> names) =>
        names.Count == 2 && names.Contains("string") ? names.Find(n => n is "integer" or "number") : null;

    private static bool IsTextual(string media) =>
        media.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || media.Contains("json", StringComparison.OrdinalIgnoreCase)
        || media.Contains("xml", StringComparison.OrdinalIgnoreCase);

    private static string? TypeOfFormat(string? format) => format switch
    {
        "int8" or "int16" or "int32" or "int64" or "uint8" or "uint16" or "uint32" or "uint64" => "integer",
        "float" or "double" or "decimal" => "number",
        _ => null,
    };

    private static bool IsNumberPattern(string? pattern) =>
        pattern is not null
        && pattern.StartsWith('^')
        && (pattern.Contains("\\d", StringComparison.Ordinal) || pattern.Contains("[0-9]", StringComparison.Ordinal))
        && pattern.Contains("(?:0|", StringComparison.Ordinal)
        && pattern.AsSpan().IndexOfAnyExcept(NumberPattern) < 0;

    private static string TypeOfPattern(string pattern) => pattern.Contains("\\.", StringComparison.Ordinal) ? "number" : "integer";
}
