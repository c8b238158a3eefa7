using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>More than one body, or a body and form data.</summary>
internal sealed class OneBody() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1305", "More than one body, or a body and form data", DiagnosticSeverity.Error);

    public void Check(OperationSite operation, RuleContext context)
    {
        EffectiveParameter? body = null;
        EffectiveParameter? form = null;
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "body")
            {
                if (body is { } first)
                {
                    context.Report(this, parameter.Declared,
                        $"The operation '{operation.Label}' has a second body, '{ValueText.Shorten(parameter.Name)}' besides "
                            + $"'{ValueText.Shorten(first.Name)}', and a request has only one: put both into one schema as properties",
                        parameter.IsOwn || first.IsOwn
                            ? "OperationParametersContainMultipleBodyParameters"
                            : "PathParametersContainMultipleBodyParameters");
                }

                body ??= parameter;
            }
            else if (parameter.In == "formData")
            {
                form ??= parameter;
            }
        }

        if (body is { } b && form is { } f)
        {
            context.Report(this, f.Declared,
                $"The operation '{operation.Label}' has the body '{ValueText.Shorten(b.Name)}' and the form field "
                    + $"'{ValueText.Shorten(f.Name)}', and a request is one or the other: make all of it form data, or all of it a body", "ParameterListContainsFormDataAndBody");
        }
    }
}
