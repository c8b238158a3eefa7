using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A parameter in one of the newer dynamic extensions that says neither a value nor where it comes from.</summary>
internal sealed class PassedParameterHasSource() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2423", "A dynamic extension passes a parameter without a value", DiagnosticSeverity.Error)
    {
        PlatformCode = "OneOfPropertiesRequired",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Extension is Keyword.XMsDynamicValues or Keyword.XMsDynamicSchema)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed.IsNull || passed[Keyword.Value].Exists || passed[Keyword.ParameterReference].Exists || passed["selectedItemValuePath"].Exists)
            {
                continue;
            }

            var advice = passed.IsObject
                ? "add \"parameterReference\", or \"value\" for a fixed one"
                : $"write {{ \"value\": {ValueText.Of(passed)} }}, or {{ \"parameterReference\": ... }}";
            context.ReportName(this, passed,
                $"'{ValueText.Shorten(passed.Name)}' in \"{KeywordTable.Text(use.Extension)}\" says neither a value nor where the "
                    + $"value comes from, so nothing is passed: {advice}");
        }
    }
}
