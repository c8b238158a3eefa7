using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>Looks for cycles in which every step is a required property: no object could satisfy them.</summary>
internal sealed class RequiredLoop() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1408", "A schema requires itself", DiagnosticSeverity.Error) { PlatformCode = "RequiredLoopInSchemaNotAllowed" };

    public void Check(RuleContext context)
    {
        // Circles of required properties are among the circles of any.
        if (context.Index.Circles.Count == 0)
        {
            return;
        }

        var circles = new DefinitionCircles(context.Index, definition => RequiredReferences(definition, context));
        foreach (var reference in circles.Find(context.Definition[Keyword.Definitions]))
        {
            var target = context.Index.Resolve(reference, Keyword.Definitions);
            context.Report(this, reference, $"'{ValueText.Shorten(target.Name)}' requires itself through required properties only, so no finite value could satisfy it and the platform refuses it: take one of the properties on the way out of \"required\"");
        }
    }

    private static List<SourceNode> RequiredReferences(SourceNode schema, RuleContext context)
    {
        if (schema.Document.ReferencesIn(schema).IsEmpty)
        {
            return [];
        }

        var found = new List<SourceNode>();
        Collect(schema, context, found);
        return found;
    }

    private static void Collect(SourceNode schema, RuleContext context, List<SourceNode> found)
    {
        if (schema[Keyword.Ref] is { IsString: true } reference)
        {
            found.Add(reference);
            return;
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            Collect(part, context, found);
        }

        foreach (var name in schema[Keyword.Required].Elements)
        {
            if (name.Text is { } text && context.Index.Members.Find(schema[Keyword.Properties], text) is { Exists: true } property)
            {
                Collect(property, context, found);
            }
        }
    }
}
