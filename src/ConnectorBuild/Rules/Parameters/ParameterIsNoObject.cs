using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>
/// A parameter, a header or an item of one is an object, which only a body can be. A parameter of the type <c>file</c> is <see
/// cref="FileInForm"/>.
/// </summary>
internal sealed class ParameterIsNoObject() : Rule(Code), IParameterRule, IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1313", "An object outside of a body", DiagnosticSeverity.Error) { PlatformCode = "JsonValueNotInEnum" };

    private const int MaxDepth = 32;

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsBody)
        {
            if (parameter.Value.Type == SchemaType.Object)
            {
                Report(parameter[Keyword.Type], parameter.Value.Subject, context);
            }

            CheckItems(parameter[Keyword.Items], context);
        }
    }

    public void Check(ResponseSite response, RuleContext context)
    {
        foreach (var header in response.Node[Keyword.Headers].Members)
        {
            CheckType(header, $"The header '{ValueText.Shorten(header.Name)}'", context);
            CheckItems(header[Keyword.Items], context);
        }
    }

    private void CheckItems(SourceNode items, RuleContext context)
    {
        for (var depth = 0; items.IsObject && depth < MaxDepth; depth++)
        {
            CheckType(items, "An item", context);
            items = items[Keyword.Items];
        }
    }

    private void CheckType(SourceNode holder, string subject, RuleContext context)
    {
        if (SchemaTypes.Of(holder[Keyword.Type]) is SchemaType.Object or SchemaType.File)
        {
            Report(holder[Keyword.Type], subject, context);
        }
    }

    private void Report(SourceNode type, string subject, RuleContext context) => context.Report(this, type,
        $"{subject} has the type {ValueText.Of(type)}, which Swagger 2.0 allows only in a body, so the document is refused: "
            + "write \"string\" and let makers pass text, or move the value into a body");
}
