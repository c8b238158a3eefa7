using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A $ref that its place does not allow.</summary>
internal sealed class ReferenceFitsPlace() : Rule(Code), IReferenceRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1110", "A $ref that its place does not allow", DiagnosticSeverity.Error);

    public void Check(ReferenceSite reference, RuleContext context)
    {
        if (reference.Section == Keyword.None)
        {
            context.Report(
                this, reference.Node,
                "A path cannot be a reference: the platform refuses $ref here. Write the operations out, and share what is in them",
                "PathItemRefNotSuppored");
            return;
        }

        if (context.Index.Resolve(reference.Node, reference.Section).Exists)
        {
            return;
        }

        var prefix = ReferencePrefix.Of(reference.Section);
        if (reference.Node.Text is not { } text)
        {
            context.Report(
                this, reference.Node,
                $"A $ref must be a text such as \"{prefix}Name\" but is {ValueText.Of(reference.Node)}, so it refers to nothing: write "
                    + "the reference in quotes",
                CodeOf(reference.Section));
        }
        else if (!ReferencePrefix.Fits(text, reference.Section))
        {
            var isOutside = !text.StartsWith('#');
            context.Report(this, reference.Node,
                Meant(text, prefix, reference.Section, context) is { } meant
                    ? $"The reference {ValueText.Of(reference.Node)} must point to \"{prefix}Name\" here, and the platform refuses any "
                        + $"other target (did you mean '{meant}'?): correct it"
                    : isOutside
                    ? $"The reference {ValueText.Of(reference.Node)} points out of the document, and the platform follows no "
                        + $"references to files or addresses: copy the target into the document and refer to \"{prefix}Name\""
                    : $"The reference {ValueText.Of(reference.Node)} must point to \"{prefix}Name\" here, and the platform refuses any "
                        + "other target: move the target there",
                CodeOf(reference.Section));
        }
    }

    // "#/definition/Item", "#/components/schemas/Item", "definitions/Item", or just "Item": the entry's name is there, the way to it is wrong.
    private static string? Meant(string text, string prefix, Keyword section, RuleContext context)
    {
        var way = text[..(text.LastIndexOf('/') + 1)];
        if (way.StartsWith(prefix, StringComparison.Ordinal) || way.Contains('.', StringComparison.Ordinal) || way.AsSpan().Count('/') > 3)
        {
            return null;
        }

        var name = JsonPointer.Unescape(text[way.Length..].TrimStart('#'));
        var names = context.Index.NamesOf(section);
        var found = names.Contains(name) ? name
            : way is "#/definitions/" or "#/parameters/" or "#/responses/" ? null
            : context.Nearest(name, names);
        return found is null ? null : ValueText.Shorten(prefix + JsonPointer.Escape(found));
    }

    private static string CodeOf(Keyword section) => section switch
    {
        Keyword.Parameters => "ParameterReferenceNotValid",
        Keyword.Responses => "ResponseReferenceNotValid",
        _ => "SchemaReferenceNotValid",
    };
}
