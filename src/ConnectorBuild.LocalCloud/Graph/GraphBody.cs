using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Holds what a client sends against the type, before anything is stored.</summary>
internal static class GraphBody
{
    /// <summary>Refuses names that the type does not have and values that are not of their type.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">The type.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="isWhole">Whether <paramref name="body"/> is a whole object, which must have what is required.</param>
    public static void Check(GraphContext context, GraphType type, JsonObject body, bool isWhole = false)
    {
        foreach (var (name, value) in body)
        {
            if (name.StartsWith("@odata.", StringComparison.Ordinal) || name.EndsWith("@odata.bind", StringComparison.Ordinal)
                || name.EndsWith("@odata.type", StringComparison.Ordinal))
            {
                continue;
            }

            var property = type.Find(name) ?? throw context.Refuse(GraphError.BadRequest($"Invalid property '{name}'."));
            if (property.Use == PropertyUse.Elsewhere)
            {
                throw context.NotSupported($"writing the property '{name}' of {type.Name}");
            }

            CheckProperty(context, type, property, value);
        }

        if (isWhole && type.Properties.FirstOrDefault(p => p.IsRequired && body[p.Name] is null) is { } missing)
        {
            throw context.Refuse(GraphError.BadRequest($"A value is required for property '{missing.Name}' of resource '{Resource(type)}'."));
        }
    }

    private static void CheckProperty(GraphContext context, GraphType type, GraphProperty property, JsonNode? value)
    {
        if (!property.IsCollection)
        {
            CheckValue(context, type, property, value);
            return;
        }

        if (value is not JsonArray items)
        {
            throw Wrong(context, type, property);
        }

        foreach (var item in items)
        {
            CheckValue(context, type, property, item ?? throw Wrong(context, type, property));
        }
    }

    private static void CheckValue(GraphContext context, GraphType type, GraphProperty property, JsonNode? value)
    {
        if (value is JsonObject inner && !IsPrimitive(property.ItemType))
        {
            Check(context, GraphTypes.Of(property.ItemType), inner, isWhole: property.IsCollection);
        }
        else if (value is not null && !Fits(property, value))
        {
            throw Wrong(context, type, property);
        }
    }

    private static bool IsPrimitive(string type) => char.IsUpper(type[0]);

    private static bool Fits(GraphProperty property, JsonNode value) => (property.ItemType, value.GetValueKind()) switch
    {
        ("String", JsonValueKind.String) => FitsText(property, value.GetValue<string>()),
        ("Guid", JsonValueKind.String) => Guid.TryParseExact(value.GetValue<string>(), "D", out _),
        ("Boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("Int32", JsonValueKind.Number) => int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("DateTimeOffset", JsonValueKind.String) => IsTime(value.GetValue<string>()),
        ("Binary", JsonValueKind.String) =>
            Convert.TryFromBase64String(Padded(value.GetValue<string>()), new byte[value.GetValue<string>().Length + 4], out _),
        ("Json", JsonValueKind.Object) => true,
        _ => false,
    };

    private static bool FitsText(GraphProperty property, string text) =>
        (property.MaxLength == 0 || text.Length <= property.MaxLength)
        && (property.Values.Count == 0 || property.Values.Contains(text))
        && (!property.IsGuidText || Guid.TryParseExact(text, "D", out _));

    /// <summary>Whether a text is a time with its zone, as XML Schema writes it.</summary>
    private static bool IsTime(string text) =>
        text.Length >= "2026-01-01T00:00Z".Length && text[10] is 'T' or 't'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10);

    // Clients write base64 for URLs, too.
    private static string Padded(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return plain.PadRight((plain.Length + 3) / 4 * 4, '=');
    }

    private static Http.CloudFailure Wrong(GraphContext context, GraphType type, GraphProperty property) =>
        context.Refuse(GraphError.BadRequest($"Invalid value specified for property '{property.Name}' of resource '{Resource(type)}'."));

    private static string Resource(GraphType type) => char.ToUpperInvariant(type.Name[0]) + type.Name[1..];
}
