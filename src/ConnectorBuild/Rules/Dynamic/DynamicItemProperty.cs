using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension reads a property that the answer does not have.</summary>
internal sealed class DynamicItemProperty() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2412", "A dynamic extension reads a property that the answer does not have",
        DiagnosticSeverity.Info) { PlatformCode = "InvokedOperationShouldProduceProperty" };

    public void Check(DynamicSite use, RuleContext context)
    {
        foreach (var keyword in DynamicAnswer.PathsOf(use.Extension))
        {
            if (use.Node[keyword] is { Exists: true, IsString: false } wrong)
            {
                context.Report(this, wrong, $"\"{KeywordTable.Text(keyword)}\" must be the path of a property but is "
                    + $"{ValueText.Of(wrong)}, so nothing is read: write the path in quotes",
                    severity: DiagnosticSeverity.Warning);
            }
        }

        if (use.Target is not { } target || DynamicAnswer.StartOf(use, target, context.Index) is not { IsObject: true } start)
        {
            return;
        }

        var schemas = context.Index.Schemas;
        foreach (var keyword in DynamicAnswer.PathsOf(use.Extension))
        {
            var path = use.Node[keyword];
            if (path.Text is { Length: > 0 } text && schemas.Navigate(start, text) is { Step: SchemaGraph.Step.Missing } arrival)
            {
                var (holder, loss) = use.Extension switch
                {
                    Keyword.XMsDynamicSchema or Keyword.XMsDynamicProperties => ("The answer", "no schema comes from it"),
                    _ when keyword is Keyword.ValuePath or Keyword.ItemValuePath => ("An item in the answer", "choices have no value"),
                    _ => ("An item in the answer", "choices have no title"),
                };
                context.Report(
                    this, path,
                    $"{holder} of '{target.Label}' has no {ValueText.Of(path)}, so "
                        + $"{loss}{context.Hint(arrival.Segment, schemas.PropertyNames(arrival.Node))}: name a property of its schema "
                        + "by its path, with slashes");
            }
        }
    }
}
