using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A definition is not used.</summary>
internal sealed class UnusedDefinition() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4213", "A definition is not used", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var definitions = context.Definition[Keyword.Definitions];
        if (!definitions.IsObject)
        {
            return;
        }

        var document = context.Definition.Document;
        var isUsed = new bool[document.Nodes.Length];
        foreach (var index in document.References)
        {
            isUsed[context.Index.Resolve(new SourceNode(document, index), Keyword.Definitions).Index] = true;
        }

        foreach (var definition in definitions.Children)
        {
            if (!isUsed[definition.Index])
            {
                context.ReportName(this, definition, $"Nothing refers to the definition '{ValueText.Shorten(definition.Name)}', so it only adds to the size: remove it");
            }
        }
    }
}
