using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>The list of a dynamic extension is not in the answer.</summary>
internal sealed class DynamicCollection() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2406", "The list of a dynamic extension is not in the answer", DiagnosticSeverity.Warning);

    public void Check(DynamicSite use, RuleContext context)
    {
        var path = DynamicAnswer.ListPathOf(use);
        if (path.Text is not { Length: > 0 } text || use.Target is not { } target)
        {
            return;
        }

        var schemas = context.Index.Schemas;
        var answer = schemas.AnswerOf(target);
        if (!answer.Exists)
        {
            return;
        }

        var arrival = schemas.Navigate(answer, text);
        switch (arrival.Step)
        {
            case SchemaGraph.Step.Missing:
                context.Report(this, path, $"The answer of '{target.Label}' has no {ValueText.Of(path)}, so makers get no choices{context.Hint(arrival.Segment, schemas.PropertyNames(arrival.Node))}: name the array of its answer by its path, with slashes", "InvokedOperationShouldProduceProperty");
                break;
            case SchemaGraph.Step.Found when arrival.Node[Keyword.Type] is { Exists: true } type && !type.TextEquals("array"):
                context.Report(this, path, $"{ValueText.Of(path)} in the answer of '{target.Label}' is of the type {ValueText.Of(type)}, but choices come from an array: name the array of its answer", "InvokedOperationShouldProduceArray");
                break;
        }
    }
}
