using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A license or tag without a name, or <c>externalDocs</c> without an address.</summary>
internal sealed class DetailsAreComplete() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1118", "A license, tag or externalDocs lacks what it must have", DiagnosticSeverity.Error)
    {
        PlatformCode = "RequiredPropertyMissing",
    };

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        Require(root[Keyword.Info][Keyword.License], Keyword.Name, "\"license\"", context);
        Require(root[Keyword.ExternalDocs], Keyword.Url, "\"externalDocs\"", context);
        foreach (var tag in root[Keyword.Tags].Elements)
        {
            Require(tag, Keyword.Name, "A tag", context);
            Require(tag[Keyword.ExternalDocs], Keyword.Url, "\"externalDocs\" of a tag", context);
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation[Keyword.ExternalDocs] is { Exists: true } details)
        {
            Require(details, Keyword.Url, $"\"externalDocs\" of '{operation.Label}'", context);
        }
    }

    private void Require(SourceNode holder, Keyword keyword, string what, RuleContext context)
    {
        if (holder.IsObject && !holder[keyword].IsString)
        {
            context.Report(this, holder[keyword] is { Exists: true } wrong ? wrong : holder,
                $"{what} has no text as its \"{KeywordTable.Text(keyword)}\", without which the document is not Swagger 2.0 and is "
                    + "refused: add it, or remove the whole");
        }
    }
}
