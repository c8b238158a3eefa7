using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>Looks at all names of the document: a misspelt extension can stand anywhere, and is ignored everywhere.</summary>
internal sealed class ExtensionIsKnown() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2411", "An unknown x-ms- extension", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var document = context.Definition.Document;
        foreach (var index in document.OtherExtensions)
        {
            var member = new SourceNode(document, index);
            var name = member.Name;
            if (!ExtensionNames.IsKnown(name))
            {
                context.ReportName(
                    this, member,
                    $"The platform knows no extension '{ValueText.Shorten(name)}' and ignores "
                        + $"it{context.Hint(name, ExtensionNames.All)}: correct or remove it");
            }
        }
    }
}
