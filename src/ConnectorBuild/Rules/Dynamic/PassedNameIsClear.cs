using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension passes what is a parameter and a property of the body as well.</summary>
internal sealed class PassedNameIsClear() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2419", "A dynamic extension passes a name that means two things", DiagnosticSeverity.Error)
    {
        PlatformCode = "OperationParameterNameIsAmbiguous",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is not { } target || use.IsSuperseded || !DynamicParameters.BodyOf(target).Exists)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            var name = passed.Name;
            if (target.Parameters.Any(p => p.Name == name && p.In != "body")
                && DynamicParameters.IsInBody(target, name, context.Index))
            {
                context.ReportName(this, passed,
                    $"'{ValueText.Shorten(name)}' is a parameter of '{target.Label}' and a property of its body as well, so nobody can "
                        + "tell which is meant and the platform refuses it: rename one");
            }
        }
    }
}
