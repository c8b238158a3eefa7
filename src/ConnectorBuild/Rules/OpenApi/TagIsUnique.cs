using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A tag occurs twice.</summary>
internal sealed class TagIsUnique() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1111", "A tag occurs twice", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in context.Definition[Keyword.Tags].Elements)
        {
            if (tag[Keyword.Name].Text is { } name && !seen.Add(name))
            {
                context.Report(
                    this, tag[Keyword.Name],
                    $"The tag '{ValueText.Shorten(name)}' is defined already, so one of the two descriptions is lost: remove one",
                    "TagRedefined");
            }
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        HashSet<string>? seen = null;
        foreach (var tag in operation[Keyword.Tags].Elements)
        {
            seen ??= new(StringComparer.Ordinal);
            if (tag.Text is { } name && !seen.Add(name))
            {
                context.Report(
                    this, tag,
                    $"The operation '{operation.Label}' has the tag '{ValueText.Shorten(name)}' twice, which adds nothing: remove one",
                    "ArrayDuplicateValue");
            }
        }
    }
}
