using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A parameter lacks name, in or type.</summary>
internal sealed class ParameterIsComplete() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1301", "A parameter lacks name, in or type", DiagnosticSeverity.Error);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        var node = parameter.Node;
        if (!parameter[Keyword.Name].IsString)
        {
            Missing("name", "a text");
        }
        else if (parameter[Keyword.Name].IsBlank)
        {
            context.Report(this, parameter[Keyword.Name],
                "The name of the parameter is empty, so its value cannot be sent and the platform refuses it: write the name that the "
                    + "API knows, or remove the parameter",
                "RequiredValueEmpty");
        }

        var place = parameter[Keyword.In];
        if (!place.Exists)
        {
            Missing("in", "\"query\", \"header\", \"path\", \"formData\" or \"body\"");
        }
        else if (!ParameterPlace.IsKnown(parameter.In))
        {
            var hint = place.TextEquals("cookie") ? "; cookies are OpenAPI 3" : context.Hint(place.Text ?? "", ParameterPlace.All);
            context.Report(
                this, place,
                $"The parameter '{parameter.Label}' is in {ValueText.Of(place)}, which Swagger 2.0 does not know, so the document is "
                    + $"refused{hint}: write \"query\", \"header\", \"path\", \"formData\" or \"body\"");
        }
        else if (!parameter.IsBody && !parameter[Keyword.Type].Exists && !parameter[Keyword.Schema].Exists)
        {
            Missing("type", "for example \"string\"");
        }

        void Missing(string member, string expected) => context.Report(this, node,
            $"The parameter '{parameter.Label}' has no \"{member}\", without which the document is not Swagger 2.0 and is refused: add "
                + $"\"{member}\": {expected}");
    }
}
