using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>A path is not written as the platform demands.</summary>
internal sealed class PathIsWellFormed() : Rule(Code), IPathRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1203", "A path is not written as the platform demands", DiagnosticSeverity.Error);

    public void Check(PathSite path, RuleContext context)
    {
        var template = path.Template;
        if (!template.StartsWith('/'))
        {
            Report("does not start with '/'", "put a '/' in front", "OperationPathMustStartWithSlash");
        }
        else if (template.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            Report(
                "holds a query or a fragment",
                "make what follows '?' parameters with \"in\": \"query\", or write %3F and %23 for the characters themselves",
                "OperationPathMayNotContainQueryOrFragment");
        }
        else if (template.Contains('*'))
        {
            Report(
                "holds the wildcard '*'", "write one path for each address, with variables in braces",
                "OperationPathContainsUnsupportedCharacters");
        }
        else if (path.Variables.Fault is { } fault)
        {
            Report(fault, "close each brace within its segment, or write %7B and %7D for the characters themselves", "OperationPathTemplateNotValid");
        }
        else if (path.Variables.Variables.Any(v => v.Contains('=')))
        {
            Report(
                "gives a variable a default with '='", "write the name alone in the braces, and \"default\" in its parameter",
                "OperationPathVariablesContainDefaults");
        }

        else if (path.Variables.Variables.GroupBy(v => v, StringComparer.Ordinal).FirstOrDefault(v => v.Count() > 1) is { } twins)
        {
            Report(
                $"has the variable '{ValueText.Shorten(twins.Key)}' twice, and a parameter gives one value",
                "give each variable a name and a parameter of its own", "OperationPathTemplateNotValid");
        }

        void Report(string fault, string advice, string code) =>
            context.ReportName(this, path.Node, $"The path '{ValueText.Shorten(template)}' {fault}, which the platform refuses: {advice}", code);
    }
}
