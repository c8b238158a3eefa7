using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A member that holds one plain value has one of another type: <c>"required": "true"</c>.</summary>
internal sealed class MembersHaveType() : Rule(Code), IDefinitionRule, IOperationRule, IParameterRule, IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1114", "A member has a value of another type", DiagnosticSeverity.Error);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(KeywordSet.Mistyped);

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        var info = root[Keyword.Info];
        Texts(info, "\"info\"", context, Keyword.Description, Keyword.TermsOfService);
        Texts(info[Keyword.Contact], "\"contact\"", context, Keyword.Name, Keyword.Url, Keyword.Email);
        Texts(info[Keyword.License], "\"license\"", context, Keyword.Name, Keyword.Url);
        foreach (var tag in root[Keyword.Tags].Elements)
        {
            Texts(tag, "a tag", context, Keyword.Name, Keyword.Description);
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        Expect(operation[Keyword.Summary], MemberTypes.Text, "an operation", context);
        Expect(operation[Keyword.Description], MemberTypes.Text, "an operation", context);
        Expect(operation[Keyword.Deprecated], MemberTypes.Boolean, "an operation", context);
        foreach (var scheme in operation[Keyword.Schemes].Elements)
        {
            Expect(scheme, MemberTypes.Text, "\"schemes\"", context);
        }
    }

    public void Check(ParameterSite parameter, RuleContext context)
    {
        // A path parameter that is not required is told by a rule of its own.
        if (parameter[Keyword.Required] is { IsBoolean: false } required && parameter.In != "path")
        {
            Expect(required, MemberTypes.Boolean, $"parameter '{parameter.Label}'", context);
        }

        if (parameter.IsBody)
        {
            Texts(parameter.Node, $"parameter '{parameter.Label}'", context, Keyword.Description, Keyword.XMsSummary);
        }
    }

    public void Check(ValueSite value, RuleContext context)
    {
        foreach (var member in value.Node.Members)
        {
            if (member.Keyword <= KeywordSet.Last && !IsToldOtherwise(value, member.Keyword))
            {
                Expect(member, MemberTypes.Of(member.Keyword), value.Label, context);
            }
        }
    }

    // A number here is OpenAPI 3.1 if the limit that it excludes is missing.
    private static bool IsToldOtherwise(ValueSite value, Keyword keyword) => keyword switch
    {
        Keyword.ExclusiveMinimum => !value.Has(Keyword.Minimum),
        Keyword.ExclusiveMaximum => !value.Has(Keyword.Maximum),
        _ => false,
    };

    private void Texts(SourceNode holder, string where, RuleContext context, params ReadOnlySpan<Keyword> keywords)
    {
        foreach (var keyword in keywords)
        {
            Expect(holder[keyword], MemberTypes.Text, where, context);
        }
    }

    private void Expect(SourceNode node, int type, string where, RuleContext context)
    {
        if (MemberTypes.Fits(node.Kind, type))
        {
            return;
        }

        var what = node.HasName ? $"\"{ValueText.Shorten(node.Name)}\" of {where}" : $"An entry of {where}";
        var (expected, advice) = type == MemberTypes.Text ? ("a text", node.Kind is NodeKind.Object or NodeKind.Array ? "write a text in quotes" : "write the value in quotes")
            : type == MemberTypes.Number ? ("a number", "write digits without quotes")
            : ("true or false", "write true or false without quotes");
        context.Report(
            this, node,
            $"{what} must be {expected} but is {ValueText.Of(node)}, so the document is not Swagger 2.0 and is refused: {advice}, or "
                + "remove it");
    }
}
