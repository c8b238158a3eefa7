using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>info.contact is missing or incomplete.</summary>
internal sealed class ContactIsComplete() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4007", "info.contact is missing or incomplete",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "RequiredPropertyMissing" };

    public void Check(RuleContext context)
    {
        var info = context.Definition[Keyword.Info];
        if (!info.IsObject)
        {
            return;
        }

        var contact = info[Keyword.Contact];
        if (!contact.IsObject)
        {
            context.ReportName(
                this, info,
                "\"info\" has no \"contact\", which certification demands: add { \"name\": ..., \"url\": ..., \"email\": ... }");
            return;
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Url, Keyword.Email])
        {
            if (contact[keyword].IsBlank)
            {
                context.ReportName(this, contact, $"\"contact\" has no \"{KeywordTable.Text(keyword)}\", which certification demands: add it");
            }
        }
    }
}
