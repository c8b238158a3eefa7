using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>The list of a dynamic extension is not in the answer.</summary>
internal sealed class DynamicCollection() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2406", "The list of a dynamic extension is not in the answer", DiagnosticSeverity.Info);

    public void Check(DynamicSite use, RuleContext context)
    {
        var path = DynamicAnswer.ListPathOf(use);
        if (path is { Exists: true, IsString: false })
        {
            context.Report(this, path, $"\"{path.Name}\" must be the path of the array in the answer but is {ValueText.Of(path)}, so "
                + $"makers get no choices: write the path in quotes, or remove \"{path.Name}\" where the answer itself is the array",
                severity: DiagnosticSeverity.Warning);
            return;
        }

        var schemas = context.Index.Schemas;
        if (use.Target is not { } target || schemas.AnswerOf(target) is not { Exists: true } answer)
        {
            return;
        }

        if (path.Text is not { Length: > 0 } text)
        {
            CheckWhole(use, target, answer, context);
            return;
        }

        var arrival = schemas.Navigate(answer, text);
        switch (arrival.Step)
        {
            case SchemaGraph.Step.Missing:
                context.Report(
                    this, path,
                    $"The answer of '{target.Label}' has no {ValueText.Of(path)}, so makers get no "
                        + $"choices{context.Hint(arrival.Segment, schemas.PropertyNames(arrival.Node))}: name the array of its answer "
                        + "by its path, with slashes",
                    "InvokedOperationShouldProduceProperty");
                break;
            case SchemaGraph.Step.Found when arrival.Node[Keyword.Type] is { Exists: true } type && !type.TextEquals("array"):
                context.Report(
                    this, path,
                    $"{ValueText.Of(path)} in the answer of '{target.Label}' is of the type {ValueText.Of(type)}, but choices come "
                        + "from an array: name the array of its answer",
                    "InvokedOperationShouldProduceArray");
                break;
        }
    }

    // Without a path the answer itself is the list.
    private void CheckWhole(DynamicSite use, OperationSite target, SourceNode answer, RuleContext context)
    {
        if (use.Extension is Keyword.XMsDynamicSchema or Keyword.XMsDynamicProperties || !SchemaGraph.IsKnownNoList(answer))
        {
            return;
        }

        var member = use.Extension == Keyword.XMsDynamicValues ? "value-collection" : "itemsPath";
        var lists = new List<string>();
        foreach (var property in answer[Keyword.Properties].Members)
        {
            if (context.Index.Follow(property, Keyword.Definitions)[Keyword.Type].TextEquals("array"))
            {
                lists.Add(property.Name);
            }
        }

        var advice = lists.Count == 1
            ? $"add \"{member}\": \"{ValueText.Shorten(lists[0])}\""
            : $"name the array in the answer as \"{member}\", or another operation";
        context.Report(
            this, use.Node[Keyword.OperationId],
            $"The answer of '{target.Label}' is of the type \"{ValueText.Shorten(answer[Keyword.Type].Text ?? "object")}\", but "
                + $"choices come from an array: {advice}",
            "InvokedOperationShouldProduceArray");
    }
}
