using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>An address in the document's details is not an absolute URL. An empty one says nothing, and is left alone.</summary>
internal sealed class UrlIsAbsolute() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1117", "An address is not an absolute URL", DiagnosticSeverity.Error) { PlatformCode = "UrlNotValid" };

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        CheckUrl(root[Keyword.Info][Keyword.Contact], "the contact", context);
        CheckUrl(root[Keyword.Info][Keyword.License], "the license", context);
        CheckUrl(root[Keyword.ExternalDocs], "\"externalDocs\"", context);
        foreach (var tag in root[Keyword.Tags].Elements)
        {
            CheckUrl(tag[Keyword.ExternalDocs], "\"externalDocs\" of a tag", context);
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation[Keyword.ExternalDocs] is { Exists: true } details)
        {
            CheckUrl(details, $"\"externalDocs\" of '{operation.Label}'", context);
        }
    }

    private void CheckUrl(SourceNode holder, string where, RuleContext context)
    {
        var url = holder[Keyword.Url];
        if (!url.IsBlank && !UrlText.IsAbsolute(url.Text!))
        {
            context.Report(this, url,
                $"\"url\" of {where} is {ValueText.Of(url)}, which is not an absolute URL, and the platform refuses the document: "
                    + "write the whole address, beginning with https://");
        }
    }
}
