using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>stringreplace</c>, <c>encodepropertyvalue</c>.</summary>
internal static class TextPolicies
{
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("stringreplace", TemplateSections.Declared, Replace, "plain text, every occurrence", "published connectors; INFERRED"),
        new(
            "encodepropertyvalue", TemplateSections.Declared, Encode, "percent-encodes everything but letters, digits and `-._~`",
            "published connectors; the set: INFERRED"),
    ];

    private static void Replace(PolicyInstance policy, PolicyCall call)
    {
        var (source, replacement) = (policy.Required("sourceString"), policy.Find("replacementString") ?? "");
        if (source.Length == 0)
        {
            throw new ExpressionException("sourceString is empty");
        }

        BodyParts.Convert(policy, call, part => JsonValue.Create(TemplateText.Text(part).Replace(source, replacement, StringComparison.Ordinal)));
    }

    private static void Encode(PolicyInstance policy, PolicyCall call) =>
        BodyParts.Convert(policy, call, part => JsonValue.Create(Uri.EscapeDataString(TemplateText.Text(part))));
}
