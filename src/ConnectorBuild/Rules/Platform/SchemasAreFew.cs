using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A body, response or operation has too many schemas.</summary>
internal sealed class SchemasAreFew() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2004", "A body, response or operation has too many schemas", DiagnosticSeverity.Warning);

    private const int BodyLimit = 512;
    private const int OperationLimit = 16_384;

    public void Check(OperationSite operation, RuleContext context)
    {
        if (Sum(operation, context, isExact: false) > OperationLimit && Sum(operation, context, isExact: true) is var total and > OperationLimit)
        {
            context.ReportName(
                this, operation.Node,
                $"The operation '{operation.Label}' has {Sizes.Number(total)} schemas, {Sizes.Percent(total, OperationLimit)} of the "
                    + $"{Sizes.Number(OperationLimit)} that Microsoft documents as the limit: leave out properties that nobody uses",
                "OperationSchemaCountExceedsMaxAllowed");
        }
    }

    private long Sum(OperationSite operation, RuleContext context, bool isExact)
    {
        var total = 0L;
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "body")
            {
                total += Count(parameter.Declared, parameter.Node[Keyword.Schema]);
            }
        }

        foreach (var declared in operation.Responses.Members)
        {
            total += Count(declared, context.Index.Follow(declared, Keyword.Responses)[Keyword.Schema]);
        }

        return total;

        int Count(SourceNode at, SourceNode schema) => isExact ? context.Index.Schemas.Count(schema) : CheckOne(at, schema, operation, context);
    }

    // At least as many as there are.
    private int CheckOne(SourceNode at, SourceNode schema, OperationSite operation, RuleContext context)
    {
        // Most are small and refer to nothing: they cannot have more schemas than values.
        if (!schema.IsObject || (Size(schema) <= BodyLimit && schema.Document.ReferencesIn(schema).IsEmpty))
        {
            return schema.IsObject ? Size(schema) : 0;
        }

        var count = context.Index.Schemas.Count(schema);
        if (count > BodyLimit)
        {
            var what = at.HasName ? $"The response '{ValueText.Shorten(at.Name)}'" : "The body";
            context.ReportName(
                this, at,
                $"{what} of '{operation.Label}' has {(count >= SchemaGraph.MaxCount ? "more than " : "")}{Sizes.Number(count)} schemas "
                    + $"(with what its references bring in), {Sizes.Percent(count, BodyLimit)} of the {BodyLimit} that Microsoft "
                    + "documents as the limit: leave out properties that nobody uses",
                "BodySchemaCountExceedsMaxAllowed");
        }

        return count;
    }

    private static int Size(SourceNode schema) => schema.Document.Nodes[schema.Index].Next - schema.Index;
}
