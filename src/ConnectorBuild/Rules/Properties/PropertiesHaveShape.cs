using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A member of <c>properties</c> is a list where the platform reads an object, or the reverse. Null counts as left out.</summary>
internal sealed class PropertiesHaveShape() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2509", "A member of properties has the wrong shape", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        var properties = context.Properties;
        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.ConnectionParameters, Keyword.ConnectionParameterSets])
        {
            if (properties[keyword] is { Exists: true, IsNull: false, IsObject: false } wrong)
            {
                Report(wrong, "an object", "{ \"api_key\": { \"type\": \"securestring\" } } with a member for each parameter", context);
            }
        }

        foreach (var (name, parameter) in Parameters(properties))
        {
            context.Report(this, parameter,
                $"The connection parameter '{name}' must be an object but is {ValueText.Of(parameter)}, so the platform cannot read "
                    + $"the file: write {{ \"type\": \"string\" }} and what belongs to it");
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.PolicyTemplateInstances, Keyword.ScriptOperations])
        {
            if (properties[keyword] is { Exists: true, IsNull: false, IsArray: false } wrong)
            {
                Report(
                    wrong, "a list",
                    keyword == Keyword.ScriptOperations ? "[\"GetOrders\"]" : "[{ \"templateId\": ..., \"parameters\": { ... } }]",
                    context);
            }

            var isText = keyword == Keyword.ScriptOperations;
            foreach (var entry in properties[keyword].Elements)
            {
                if (isText ? !entry.IsString : !entry.IsObject)
                {
                    context.Report(this, entry,
                        $"An entry of \"{KeywordTable.Text(keyword)}\" must be {(isText ? "a text" : "an object")} but is "
                            + $"{ValueText.Of(entry)}, so the platform cannot read the file: "
                            + $"write {(isText ? "an operationId in quotes" : "a policy in braces")}");
                }
            }
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.IconBrandColor, Keyword.Publisher, Keyword.StackOwner])
        {
            if (properties[keyword] is { Exists: true, IsNull: false, IsString: false } wrong)
            {
                Report(wrong, "a text", "it in quotes", context);
            }
        }
    }

    private void Report(SourceNode wrong, string kind, string advice, RuleContext context) => context.Report(this, wrong,
        $"\"{wrong.Name}\" must be {kind} but is {ValueText.Of(wrong)}, so the platform cannot read the file: write {advice}");

    private static List<(string Name, SourceNode Parameter)> Parameters(SourceNode properties)
    {
        var wrong = new List<(string, SourceNode)>();
        foreach (var parameter in properties[Keyword.ConnectionParameters].Members)
        {
            if (!parameter.IsObject)
            {
                wrong.Add((ValueText.Shorten(parameter.Name), parameter));
            }
        }

        return wrong;
    }
}
