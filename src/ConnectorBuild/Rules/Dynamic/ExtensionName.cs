using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>Looks at all names of the document: a misspelt extension can stand anywhere, and is ignored everywhere.</summary>
internal sealed class ExtensionName() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2411", "An unknown x-ms- extension", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var document = context.Definition.Document;
        var text = document.Text.Span;
        for (var index = 0; index < document.Nodes.Length; index++)
        {
            ref readonly var node = ref document.Nodes[index];
            if (node.Keyword == Keyword.None
                && node.NameLength > 5
                && text.Slice(node.NameStart, node.NameLength).StartsWith("x-ms-"u8)
                && new SourceNode(document, index) is var member
                && !ExtensionNames.IsKnown(member.Name))
            {
                var name = member.Name;
                context.ReportName(this, member, $"The platform knows no extension '{ValueText.Shorten(name)}' and ignores it{context.Hint(name, ExtensionNames.All)}: correct or remove it");
            }
        }
    }
}
