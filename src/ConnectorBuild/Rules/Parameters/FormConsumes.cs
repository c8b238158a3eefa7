using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>Form data without a form's content type.</summary>
internal sealed class FormConsumes() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1312", "Form data without a form's content type", DiagnosticSeverity.Warning);

    public void Check(OperationSite operation, RuleContext context)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In != "formData")
            {
                continue;
            }

            var consumes = operation[Keyword.Consumes] is { Exists: true } own ? own : context.Definition[Keyword.Consumes];
            var isMultipart = Holds(consumes, "multipart/form-data");
            var isFile = parameter.Node[Keyword.Type].TextEquals("file");
            if (!isMultipart && (isFile || !Holds(consumes, "application/x-www-form-urlencoded")))
            {
                var expected = isFile ? "\"multipart/form-data\"" : "\"multipart/form-data\" or \"application/x-www-form-urlencoded\"";
                context.Report(this, parameter.Declared,
                    $"'{ValueText.Shorten(parameter.Name)}' is form data, but '{operation.Label}' does not consume {expected}, so the "
                        + $"request is sent as something else: add it to \"consumes\"");
                return;
            }
        }
    }

    private static bool Holds(SourceNode list, string type) =>
        list.Elements.Any(t => t.Text is { } text && text.StartsWith(type, StringComparison.OrdinalIgnoreCase));
}
