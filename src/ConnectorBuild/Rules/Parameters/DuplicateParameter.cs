using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A parameter occurs twice in one list.</summary>
internal sealed class DuplicateParameter() : Rule(Code), IPathRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1306", "A parameter occurs twice in one list", DiagnosticSeverity.Warning) { PlatformCode = "OperationParametersContainDuplicateParameter" };

    public void Check(PathSite path, RuleContext context) => CheckList(path.Node[Keyword.Parameters], context);

    public void Check(OperationSite operation, RuleContext context) => CheckList(operation.Node[Keyword.Parameters], context);

    private void CheckList(SourceNode list, RuleContext context)
    {
        HashSet<(string Name, string In)>? seen = null;
        foreach (var declared in list.Elements)
        {
            seen ??= [];
            var parameter = context.Index.Follow(declared, Keyword.Parameters);
            if (parameter[Keyword.Name].Text is { } name
                && parameter[Keyword.In].Text is { } place
                && !seen.Add((name, place)))
            {
                context.Report(this, declared[Keyword.Name] is { Exists: true } at ? at : declared,
                    $"The parameter '{ValueText.Shorten(name)}' in \"{place}\" is in this list already, and only one of the two counts: remove one");
            }
        }
    }
}
