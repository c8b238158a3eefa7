using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A form field's name is not ASCII.</summary>
internal sealed class FormDataNameIsAscii() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2209", "A form field's name is not ASCII", DiagnosticSeverity.Error) { PlatformCode = "InvalidFormDataParameterName" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.In == "formData" && parameter[Keyword.Name].Text is { } name && !Ascii.IsValid(name))
        {
            context.Report(
                this, parameter[Keyword.Name],
                $"The form field '{ValueText.Shorten(name)}' has a character outside of US-ASCII in its name, which the platform "
                    + $"refuses: use ASCII letters, and \"x-ms-summary\" for what makers see");
        }
    }
}
