using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>x-ms-visibility is not a known value.</summary>
internal sealed class VisibilityIsKnown() : Rule(Code), IOperationRule, IParameterRule, IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2301", "x-ms-visibility is not a known value", DiagnosticSeverity.Error);

    private static readonly string[] Values = ["important", "advanced", "internal"];

    public void Check(OperationSite operation, RuleContext context) => CheckValue(operation[Keyword.XMsVisibility], context);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.IsBody)
        {
            CheckValue(parameter[Keyword.XMsVisibility], context);
        }
    }

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsVisibility);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Has(Keyword.XMsVisibility))
        {
            CheckValue(value[Keyword.XMsVisibility], context);
        }
    }

    // Empty, null and capitals are documented or accepted.
    private void CheckValue(SourceNode visibility, RuleContext context)
    {
        if (!visibility.Exists || visibility.IsNull || visibility.TextEquals("advanced") || visibility.TextEquals("important")
            || visibility.TextEquals("internal"))
        {
            return;
        }

        if (visibility.Text != "" && !Values.Contains(visibility.Text, StringComparer.OrdinalIgnoreCase))
        {
            var none = visibility.Text is "none" or "normal"
                ? "; for the normal visibility leave it out"
                : context.Hint(visibility.Text ?? "", Values);
            context.Report(
                this, visibility,
                $"\"x-ms-visibility\" is {ValueText.Of(visibility)}, which the platform does not know{none}: write \"important\", "
                    + $"\"advanced\" or \"internal\"");
        }
    }
}
