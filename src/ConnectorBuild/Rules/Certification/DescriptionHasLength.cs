using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>The description is shorter than 30 or longer than 500 characters.</summary>
internal sealed class DescriptionHasLength() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4009", "The description is shorter than 30 or longer than 500 characters", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        var description = context.Definition[Keyword.Info][Keyword.Description];
        if (description.Text is { Length: < 30 or > 500 } text)
        {
            context.Report(
                this, description,
                $"The description has {text.Length} characters, and certification takes 30 to 500: say in one to three sentences what "
                    + "makers can do with the connector");
        }
    }
}
