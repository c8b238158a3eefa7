using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Finds keywords whose values have the wrong form where the conversion passes over such values.</summary>
internal static class SchemaShape
{
    private static readonly string[] Bounds = ["minimum", "maximum"];
    private static readonly string[] ExclusiveBounds = ["exclusiveMinimum", "exclusiveMaximum"];
    private static readonly string[] Compositions = ["allOf", "oneOf", "anyOf"];

    public static void Check(SourceNode schema, LossList losses)
    {
        Demand(schema[Keyword.Ref], MemberKind.Text, losses);
        Demand(schema[Keyword.Format], MemberKind.Text, losses);
        Demand(schema["nullable"], MemberKind.Flag, losses);
        Demand(schema[Keyword.Deprecated], MemberKind.Flag, losses);
        Demand(schema["writeOnly"], MemberKind.Flag, losses);
        CheckType(schema[Keyword.Type], losses);
        foreach (var bound in Bounds)
        {
            Require(schema[bound] is var value && value.IsNumber, value, "a number", losses);
        }

        foreach (var bound in ExclusiveBounds)
        {
            Require(schema[bound] is var value && (value.IsNumber || value.IsBoolean), value, "a number, or true or false", losses);
            if (value.IsTrue && !schema[bound == ExclusiveBounds[0] ? Keyword.Minimum : Keyword.Maximum].IsNumber)
            {
                losses.Add(
                    ConversionRules.Annotation, value, $"'{bound}' is a flag of a bound that is not there", "it is left out", "write the bound, or take the flag out");
            }
        }

        Require(schema[Keyword.Examples] is var examples && (examples.IsArray || examples.IsObject), examples, "a list", losses);
        Require(schema["discriminator"] is var discriminator && discriminator.IsObject, discriminator, "an object", losses);

        foreach (var name in Compositions)
        {
            Require(schema[name] is var list && list.IsArray, list, "a list", losses);
            foreach (var part in list.Elements)
            {
                Require(part.IsObject || part.IsBoolean, part, "a schema", losses, $"An entry of \"{name}\"");
            }
        }

        CheckEnum(schema[Keyword.Enum], losses);
        CheckContent(schema, losses);
    }

    private static void CheckType(SourceNode type, LossList losses)
    {
        Require(type.IsString || type.IsArray, type, "a text or a list of texts", losses);
        if (type is { IsArray: true, Count: 0 })
        {
            losses.Add(
                ConversionRules.KeywordLost, type, "\"type\" names no type, so nothing would be allowed", "any value is allowed",
                "name the type, or take the keyword out");
        }

        foreach (var name in type.Elements)
        {
            Require(name.IsString, name, "a text", losses, "An entry of \"type\"");
        }
    }

    private static void CheckEnum(SourceNode values, LossList losses)
    {
        Require(values.IsArray, values, "a list", losses);
        if (values is { IsArray: true, Count: 0 })
        {
            losses.Add(
                ConversionRules.KeywordLost, values, "\"enum\" has no values, so nothing would be allowed", "any value is allowed",
                "name the values, or take the keyword out");
        }
    }

    /// <summary>The encoding that Swagger's format <c>byte</c> stands for; base64url has other characters.</summary>
    internal const string Base64 = "base64";

    // What a text holds is an annotation: it is not checked anywhere.
    private static void CheckContent(SourceNode schema, LossList losses)
    {
        var (encoding, media) = (schema["contentEncoding"], schema["contentMediaType"]);
        if (encoding.Exists && encoding.Text?.Equals(Base64, StringComparison.OrdinalIgnoreCase) != true)
        {
            Note(encoding, losses);
        }

        if (media.Exists && !DeclaredType.IsBinary(schema) && (encoding.Exists || !media.TextEquals("text/plain")))
        {
            Note(media, losses);
        }
    }

    private static void Note(SourceNode member, LossList losses) => losses.Add(
        ConversionRules.Annotation, member, $"Swagger 2.0 has no '{member.Name}' {ValueText.Of(member)} of a text", "the value is a text",
        "nothing has to be done");

    private static void Demand(SourceNode member, MemberKind kind, LossList losses) =>
        Require(MemberKinds.Fits(kind, member), member, MemberKinds.Describe(kind), losses);

    private static void Require(bool fits, SourceNode member, string demand, LossList losses, string? what = null)
    {
        if (!fits && member is { Exists: true, IsNull: false })
        {
            losses.Add(
                ConversionRules.KeywordLost, member, $"{what ?? $"'{member.Name}' of a schema"} must be {demand} but is {ValueText.Of(member)}", "it is left out",
                "correct its value, or take the keyword out");
        }
    }
}
