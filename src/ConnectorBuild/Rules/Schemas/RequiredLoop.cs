using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>Looks for cycles in which every step is a required property: no object could satisfy them.</summary>
internal sealed class RequiredLoop() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1408", "A schema requires itself", DiagnosticSeverity.Error) { PlatformCode = "RequiredLoopInSchemaNotAllowed" };

    private enum State
    {
        Open,
        Done,
    }

    public void Check(RuleContext context)
    {
        var states = new Dictionary<int, State>();
        foreach (var definition in context.Definition[Keyword.Definitions].Members)
        {
            Visit(definition, context, states);
        }
    }

    private void Visit(SourceNode definition, RuleContext context, Dictionary<int, State> states)
    {
        // An explicit stack: a chain of references can be as long as the file.
        var stack = new Stack<(SourceNode Definition, Queue<SourceNode> References)>();
        if (states.TryAdd(definition.Index, State.Open))
        {
            stack.Push((definition, RequiredReferences(definition, context)));
        }

        while (stack.Count > 0)
        {
            var (current, references) = stack.Peek();
            if (!references.TryDequeue(out var reference))
            {
                states[current.Index] = State.Done;
                stack.Pop();
                continue;
            }

            var target = context.Index.Resolve(reference, Keyword.Definitions);
            if (!target.Exists)
            {
                continue;
            }

            if (states.TryAdd(target.Index, State.Open))
            {
                stack.Push((target, RequiredReferences(target, context)));
            }
            else if (states[target.Index] == State.Open)
            {
                context.Report(this, reference, $"'{ValueText.Shorten(target.Name)}' requires itself through required properties only, so no finite value could satisfy it and the platform refuses it: take one of the properties on the way out of \"required\"");
            }
        }
    }

    private static Queue<SourceNode> RequiredReferences(SourceNode schema, RuleContext context)
    {
        var found = new Queue<SourceNode>();
        Collect(schema, context, found);
        return found;
    }

    private static void Collect(SourceNode schema, RuleContext context, Queue<SourceNode> found)
    {
        if (schema[Keyword.Ref] is { IsString: true } reference)
        {
            found.Enqueue(reference);
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
