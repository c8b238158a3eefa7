using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>The values of <c>enum</c> and <c>const</c>, and the names that people see for them.</summary>
internal static class SchemaEnum
{
    // What NSwag, openapi-generator and others call the names of an enum's values.
    private static readonly string[] NameExtensions = ["x-enumNames", "x-enum-varnames", "x-enum-names"];

    /// <summary>Writes the values of a schema; null becomes part of the nullability.</summary>
    /// <returns>Whether null was among the values.</returns>
    public static bool Write(SourceNode schema, DraftObject draft)
    {
        var source = schema["const"] is { Exists: true } constant ? constant : schema[Keyword.Enum];
        var list = new DraftList(source);
        var seen = new HashSet<(NodeKind, string)>();
        var hasNull = false;
        foreach (var value in Values(source))
        {
            hasNull |= value.IsNull;
            var copy = Draft.Copy(value);
            if (!value.IsNull && (value.Kind is NodeKind.Array or NodeKind.Object || seen.Add((value.Kind, DraftView.ScalarOf(copy)))))
            {
                list.Items.Add(copy);
            }
        }

        if (list.Items.Count > 0)
        {
            draft.Set("enum", list, source);
            WriteNames(schema, list, draft);
        }

        return hasNull;
    }

    /// <summary>The type that all values have; null if they differ.</summary>
    public static string? TypeOf(IReadOnlyList<Draft> values)
    {
        var types = values.Select(TypeOf).Distinct().ToList();
        return types.Count == 1 ? types[0]
            : types.Count == 2 && types.Contains("integer") && types.Contains("number") ? "number"
            : null;
    }

    /// <summary>Values with the names that people see, as the platform has them.</summary>
    public static DraftList DisplayNames(IEnumerable<(Draft Value, string Name)> entries, SourceNode origin)
    {
        var list = new DraftList(origin);
        foreach (var (value, name) in entries)
        {
            list.Items.Add(new DraftObject(value.Origin).Set("value", value).Set("displayName", name, value.Origin));
        }

        return list;
    }

    private static void WriteNames(SourceNode schema, DraftList values, DraftObject draft)
    {
        foreach (var extension in NameExtensions)
        {
            var names = new List<string>();
            foreach (var name in schema[extension].Elements)
            {
                names.Add(name.Text ?? "");
            }

            if (names.Count == values.Items.Count && names.All(n => n.Length > 0) && !schema[Keyword.XMsEnumValues].Exists)
            {
                draft.Set("x-ms-enum-values", DisplayNames(values.Items.Zip(names), schema[extension]), schema[extension]);
                return;
            }
        }
    }

    private static List<SourceNode> Values(SourceNode source)
    {
        if (!source.IsArray || source.NameEquals("const"))
        {
            return source.Exists ? [source] : [];
        }

        var values = new List<SourceNode>();
        foreach (var value in source.Elements)
        {
            values.Add(value);
        }

        return values;
    }

    private static string? TypeOf(Draft value) => DraftView.KindOf(value) switch
    {
        NodeKind.String => "string",
        NodeKind.True or NodeKind.False => "boolean",
        NodeKind.Number => DraftView.ScalarOf(value).AsSpan().ContainsAny(".eE") ? "number" : "integer",
        NodeKind.Array => "array",
        _ => "object",
    };
}
