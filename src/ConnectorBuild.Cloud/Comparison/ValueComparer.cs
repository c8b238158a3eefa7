using System.Globalization;
using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>What parameters and schemas have in common: type, allowed values, limits, texts.</summary>
internal static class ValueComparer
{
    private static readonly string[] Texts = ["description", "x-ms-summary", "title", "example", "x-ms-enum-values", "x-ms-editor-options"];
    private static readonly string[] Upper = ["maximum", "maxLength", "maxItems", "maxProperties"];
    private static readonly string[] Lower = ["minimum", "minLength", "minItems", "minProperties"];
    private static readonly string[] Shapes = ["pattern", "multipleOf", "exclusiveMaximum", "exclusiveMinimum", "uniqueItems"];

    // Compared elsewhere, or the key by which two values were found.
    private static readonly string[] Structure =
        ["type", "format", "enum", "items", "properties", "required", "allOf", "$ref", "schema", "name", "in", "default", "x-ms-visibility"];

    /// <summary>Compares two values that are not references.</summary>
    /// <param name="was">The current state.</param>
    /// <param name="becomes">What is wanted.</param>
    /// <param name="isInput">Whether flows send it; otherwise they receive it.</param>
    /// <param name="report">Takes a text and whether the change can break flows.</param>
    public static void Compare(JsonElement was, JsonElement becomes, bool isInput, Action<string, bool> report)
    {
        Types(was, becomes, report);
        Enums(was.Get("enum"), becomes.Get("enum"), isInput, report);
        Limits(was, becomes, isInput, report);
        foreach (var (member, what) in (ReadOnlySpan<(string, string)>)[("default", "default"), ("x-ms-visibility", "visibility")])
        {
            if (!JsonView.Same(was.Get(member), becomes.Get(member)))
            {
                report($"{what} {JsonView.Becomes(was.Get(member), becomes.Get(member))}", false);
            }
        }

        var changed = JsonView.Names(was, becomes).Where(n => !JsonView.Same(was.Get(n), becomes.Get(n))).ToList();
        foreach (var text in changed.Intersect(Texts))
        {
            report($"{text} {JsonView.Becomes(was.Get(text), becomes.Get(text))}", false);
        }

        if (changed.Except([.. Texts, .. Upper, .. Lower, .. Shapes, .. Structure]).ToList() is { Count: > 0 } others)
        {
            report($"settings change ({JsonView.List(others)})", false);
        }
    }

    /// <summary>Whether makers must give a value: required, and not filled in behind their back.</summary>
    public static bool MustBeGiven(JsonElement value, bool isRequired) =>
        isRequired && !(value.Text("x-ms-visibility") == "internal" && value.Get("default").Exists());

    private static void Types(JsonElement was, JsonElement becomes, Action<string, bool> report)
    {
        if (!JsonView.Same(was.Get("type"), becomes.Get("type")))
        {
            report($"type {JsonView.Becomes(was.Get("type"), becomes.Get("type"))}", true);
        }
        else if (!JsonView.Same(was.Get("format"), becomes.Get("format")))
        {
            // A file is not a text, and a whole number not a fraction; other formats are hints to the designer.
            var isOfBytes = new[] { was, becomes }.Any(v => v.Text("format") is "binary" or "byte");
            report($"format {JsonView.Becomes(was.Get("format"), becomes.Get("format"))}", isOfBytes);
        }
    }

    private static void Enums(JsonElement was, JsonElement becomes, bool isInput, Action<string, bool> report)
    {
        if (!was.Exists() || !becomes.Exists())
        {
            if (becomes.Exists())
            {
                report($"is narrowed to the values {JsonView.List([.. becomes.Elements().Select(e => e.Show())])}", isInput);
            }
            else if (was.Exists())
            {
                report("takes any value now, not only listed ones", false);
            }

            return;
        }

        var gone = was.Elements().Where(v => !becomes.Elements().Any(o => JsonView.Same(v, o))).Select(v => v.Show()).ToList();
        var added = becomes.Elements().Where(v => !was.Elements().Any(o => JsonView.Same(v, o))).Select(v => v.Show()).ToList();
        if (gone.Count > 0)
        {
            report($"is narrowed: {JsonView.List(gone)} is no longer a value", isInput);
        }

        if (added.Count > 0)
        {
            report($"is widened: {JsonView.List(added)} is a value now", false);
        }
    }

    private static void Limits(JsonElement was, JsonElement becomes, bool isInput, Action<string, bool> report)
    {
        foreach (var limit in Upper)
        {
            Limit(limit, (a, b) => b < a);
        }

        foreach (var limit in Lower)
        {
            Limit(limit, (a, b) => b > a);
        }

        foreach (var shape in Shapes)
        {
            var (a, b) = (was.Get(shape), becomes.Get(shape));
            if (!JsonView.Same(a, b))
            {
                report($"{shape} {JsonView.Becomes(a, b)}", isInput && b.Exists() && b.ValueKind != JsonValueKind.False);
            }
        }

        void Limit(string name, Func<double, double, bool> isStricter)
        {
            var (a, b) = (was.Get(name), becomes.Get(name));
            if (!JsonView.Same(a, b))
            {
                report(
                    $"{name} {JsonView.Becomes(a, b)}",
                    isInput && b.Exists() && (Number(a) is not { } x || Number(b) is not { } y || isStricter(x, y)));
            }
        }
    }

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
            && double.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
