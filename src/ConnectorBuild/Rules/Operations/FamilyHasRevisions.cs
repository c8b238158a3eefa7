using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>The revisions of an operation contradict each other.</summary>
internal sealed class FamilyHasRevisions() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4122", "The revisions of an operation contradict each other", DiagnosticSeverity.Info) { IsCertification = true };

    private const int MaxActive = 2;

    public void Check(RuleContext context)
    {
        var families = context.Index.Operations
            .Where(o => o[Keyword.XMsApiAnnotation][Keyword.Family].IsString)
            .GroupBy(o => o[Keyword.XMsApiAnnotation][Keyword.Family].Text!, StringComparer.Ordinal);
        foreach (var family in families)
        {
            CheckFamily(family.Key, [.. family], context);
        }
    }

    private void CheckFamily(string name, List<OperationSite> operations, RuleContext context)
    {
        var revisions = new HashSet<double>();
        var hasEmpty = false;
        foreach (var operation in operations)
        {
            var annotation = operation[Keyword.XMsApiAnnotation];
            if (annotation[Keyword.Revision].Number is not { } revision)
            {
                context.ReportName(this, annotation, $"'{operation.Label}' is of the family '{ValueText.Shorten(name)}' but has no "
                    + $"\"revision\": number it, beginning with 1",
                    hasEmpty ? "OperationFamilyHasManyEmptyRevisions" : "OperationRevisionEmpty");
                hasEmpty = true;
            }
            else if (!revisions.Add(revision))
            {
                context.Report(
                    this, annotation[Keyword.Revision],
                    $"The family '{ValueText.Shorten(name)}' has revision {revision} already: give '{operation.Label}' another number",
                    "OperationFamilyHasDuplicateRevisions");
            }
            else if (revision > 1 && operation.Id is { } id && !id.EndsWith($"V{revision}", StringComparison.OrdinalIgnoreCase))
            {
                context.Report(this, operation[Keyword.OperationId],
                    $"'{operation.Label}' is revision {revision} of the family '{ValueText.Shorten(name)}', but its operationId does "
                        + $"not say so: end it with \"V{revision}\"",
                    "OperationIdShouldEndWithRevision");
            }
        }

        var active = operations.Where(o => !o.IsDeprecated).ToList();
        if (active.Count > MaxActive)
        {
            context.ReportName(
                this, active[MaxActive].Node[Keyword.XMsApiAnnotation],
                $"The family '{ValueText.Shorten(name)}' has {active.Count} operations that are not deprecated, and only {MaxActive} "
                    + "may be: deprecate the older ones",
                "OperationFamilyHasManyActiveOperations");
        }

        var finished = active.Where(o => o[Keyword.XMsApiAnnotation][Keyword.Status].TextEquals("Production")).ToList();
        if (finished.Count > 1)
        {
            context.Report(this, finished[0][Keyword.XMsApiAnnotation][Keyword.Status],
                $"The family '{ValueText.Shorten(name)}' has {finished.Count} operations in production that are not deprecated, and "
                    + "only the newest may be: deprecate the older ones",
                "OperationFamilyHasManyActiveProductionOperations");
        }
    }
}
