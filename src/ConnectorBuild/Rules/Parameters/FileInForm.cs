using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A file outside of form data.</summary>
internal sealed class FileInForm() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1307", "A file outside of form data", DiagnosticSeverity.Error) { PlatformCode = "FileParameterMustBeInFormData" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Type);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role == ValueRole.Parameter && value.Type == SchemaType.File && !value[Keyword.In].TextEquals("formData"))
        {
            context.Report(this, value[Keyword.Type],
                $"The {value.Label} has the type \"file\" but is in {ValueText.Of(value[Keyword.In])}, and files travel in forms only, "
                    + $"so the platform refuses it: write \"in\": \"formData\", or send the file as a body of format \"binary\"");
        }
    }
}
