using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary><c>allowEmptyValue</c> where a value cannot be empty.</summary>
internal sealed class EmptyValueInQueryOrForm() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1314", "allowEmptyValue outside of query and form data", DiagnosticSeverity.Error)
    {
        PlatformCode = "AllowEmptyValueOnlyValidForQueryFormData",
    };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter[Keyword.AllowEmptyValue].IsTrue && parameter.In is ("path" or "header" or "body"))
        {
            context.ReportName(this, parameter[Keyword.AllowEmptyValue],
                $"The parameter '{parameter.Label}' is in \"{parameter.In}\", where \"allowEmptyValue\" is not allowed, so the "
                    + "platform refuses it: remove the member");
        }
    }
}
