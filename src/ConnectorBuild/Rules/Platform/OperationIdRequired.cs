using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>An operation has no operationId.</summary>
internal sealed class OperationIdRequired() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2101", "An operation has no operationId", DiagnosticSeverity.Error) { PlatformCode = "OperationIdRequired" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation[Keyword.OperationId].Exists)
        {
            context.ReportName(
                this, operation.Node,
                $"{operation.Node.Name.ToUpperInvariant()} {ValueText.Shorten(operation.Path)} has no \"operationId\", by which flows "
                    + $"remember it, so the platform refuses it: add one in PascalCase, for example \"{Suggest(operation)}\"");
        }
        else if (string.IsNullOrWhiteSpace(operation.Id))
        {
            context.Report(
                this, operation[Keyword.OperationId],
                $"The operationId is {ValueText.Of(operation[Keyword.OperationId])}, and the platform refuses an operation without "
                    + $"one: write a text in PascalCase, for example \"{Suggest(operation)}\"");
        }
    }

    private static string Suggest(OperationSite operation)
    {
        var words = operation.Path.Split(['/', '{', '}', '-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.All(char.IsAsciiLetterOrDigit)).TakeLast(2);
        var verb = operation.Method switch
        {
            Keyword.Post => "Create",
            Keyword.Put or Keyword.Patch => "Update",
            Keyword.Delete => "Delete",
            _ => "Get",
        };
        return verb + string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
