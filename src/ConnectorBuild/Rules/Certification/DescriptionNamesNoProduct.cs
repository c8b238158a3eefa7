using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>The description names a Power Platform product.</summary>
internal sealed class DescriptionNamesNoProduct() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4010", "The description names a Power Platform product", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        var description = context.Definition[Keyword.Info][Keyword.Description];
        if (description.Text is { } text && ProductNames.FindIn(text) is { } product)
        {
            context.Report(
                this, description,
                $"The description names '{product}', and certification takes no names of Power Platform products, since a connector "
                    + "works in all of them: leave it out");
        }
    }
}
