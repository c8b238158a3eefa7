using System.Collections;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A definition is not used.</summary>
internal sealed class UnusedDefinition() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4213", "A definition is not used", DiagnosticSeverity.Info);

    private const int MaxDepth = 100;

    public void Check(RuleContext context)
    {
        var definitions = context.Definition[Keyword.Definitions];
        if (!definitions.IsObject)
        {
            return;
        }

        var document = context.Definition.Document;
        var isUsed = new BitArray(document.Nodes.Length);
        foreach (var index in document.References)
        {
            var reference = new SourceNode(document, index);
            var target = context.Index.Resolve(reference, Keyword.Definitions);
            isUsed[target.Exists ? target.Index : Meant(reference, definitions, context).Index] = true;
        }

        var known = new Dictionary<int, bool>();
        foreach (var definition in definitions.Children)
        {
            if (!isUsed[definition.Index] && !IsSubtype(definition, context.Index, known, 0))
            {
                context.ReportName(
                    this, definition,
                    $"Nothing refers to the definition '{ValueText.Shorten(definition.Name)}', so it only adds to the size: remove it");
            }
        }
    }

    // What a misspelt reference most likely means must not be removed.
    private static SourceNode Meant(SourceNode reference, SourceNode definitions, RuleContext context) =>
        reference.Text is { } text
        && ReferencePrefix.Fits(text, Keyword.Definitions)
        && context.Nearest(
            JsonPointer.Unescape(text[ReferencePrefix.Of(Keyword.Definitions).Length..]),
            context.Index.NamesOf(Keyword.Definitions)) is { } name
            ? context.Index.Members.Find(definitions, name)
            : default;

    // A discriminator names the definitions that extend its own: nothing else has to refer to them.
    private static bool IsSubtype(SourceNode schema, DefinitionIndex index, Dictionary<int, bool> known, int depth)
    {
        if (known.TryGetValue(schema.Index, out var isSubtype) || depth > MaxDepth)
        {
            return isSubtype;
        }

        // While it is being looked at, no circle makes a subtype of it.
        known[schema.Index] = false;
        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            var target = index.Follow(part, Keyword.Definitions);
            if (target.IsObject && (target[Keyword.Discriminator].Exists || IsSubtype(target, index, known, depth + 1)))
            {
                known[schema.Index] = true;
                return true;
            }
        }

        return false;
    }
}
