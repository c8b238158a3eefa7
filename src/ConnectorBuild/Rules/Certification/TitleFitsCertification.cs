using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>The title is not what certification takes.</summary>
internal sealed class TitleFitsCertification() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4008", "The title is not what certification takes", DiagnosticSeverity.Info) { IsCertification = true };

    private const int Limit = 30;

    public void Check(RuleContext context)
    {
        var title = context.Definition[Keyword.Info][Keyword.Title];
        if (title.Text is not { Length: > 0 } text)
        {
            return;
        }

        if (text.Length > Limit)
        {
            context.Report(
                this, title,
                $"The title {ValueText.Of(title)} has {text.Length} characters, and certification takes {Limit}: make it shorter");
        }

        if (!Ascii.IsValid(text))
        {
            context.Report(
                this, title,
                $"The title {ValueText.Of(title)} has characters outside of ASCII, and certification takes English only: write it in "
                    + "English");
        }

        if (!char.IsLetterOrDigit(text[^1]))
        {
            context.Report(
                this, title,
                $"The title {ValueText.Of(title)} does not end with a letter or digit, which certification demands: remove the last "
                    + "character");
        }

        foreach (var word in (string[])["API", "Connector", .. ProductNames.All])
        {
            if (ProductNames.HasWord(text, word))
            {
                context.Report(
                    this, title,
                    $"The title {ValueText.Of(title)} has the word '{word}', which certification does not allow: leave it out");
            }
        }
    }
}
