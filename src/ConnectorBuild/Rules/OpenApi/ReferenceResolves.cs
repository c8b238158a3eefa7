using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A $ref does not resolve.</summary>
internal sealed class ReferenceResolves() : Rule(Code), IReferenceRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1109", "A $ref does not resolve", DiagnosticSeverity.Error);

    public void Check(ReferenceSite reference, RuleContext context)
    {
        if (reference.Section == Keyword.None
            || context.Index.Resolve(reference.Node, reference.Section).Exists
            || reference.Node.Text is not { } text
            || !ReferencePrefix.Fits(text, reference.Section))
        {
            return;
        }

        var section = KeywordTable.Text(reference.Section);
        var name = JsonPointer.Unescape(text[ReferencePrefix.Of(reference.Section).Length..]);
        var code = reference.Section switch
        {
            Keyword.Parameters => "ParameterReferenceNotFound",
            Keyword.Responses => "ResponseReferenceNotFound",
            _ => "SchemaReferenceNotFound",
        };
        context.Report(this, reference.Node,
            $"'{ValueText.Shorten(name)}' is not in \"{section}\", and the platform answers such a reference with an internal server "
                + $"error and no position{context.Hint(name, context.Index.NamesOf(reference.Section))}: add it to \"{section}\" or "
                + "correct the reference",
            code);
    }
}
