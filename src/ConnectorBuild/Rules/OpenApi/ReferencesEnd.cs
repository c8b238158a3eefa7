using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>References lead in a circle.</summary>
internal sealed class ReferencesEnd() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1113", "References lead in a circle", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        foreach (var section in (ReadOnlySpan<Keyword>)[Keyword.Definitions, Keyword.Parameters, Keyword.Responses])
        {
            foreach (var circle in context.Index.ContentCircles(section))
            {
                var isAllOf = circle.Steps.All(s => s.Kind == ReferenceKind.AllOf);
                var kind = section switch
                {
                    Keyword.Parameters => "parameter",
                    Keyword.Responses => "response",
                    _ => "schema",
                };
                context.Report(this, circle.Closing,
                    $"The {kind} '{ValueText.Shorten(circle.Start.Name)}' refers to itself: "
                        + $"{circle.Describe(r => context.Index.Resolve(r, section).Name)}, so nobody can tell what it is: "
                        + (isAllOf ? "take one of these references out of its \"allOf\"" : $"write the {kind} itself in place of one "
                            + "of these references"),
                    isAllOf ? null : CodeOf(section));
            }
        }
    }

    private static string CodeOf(Keyword section) => section switch
    {
        Keyword.Parameters => "ParameterRefLoopNotAllowed",
        Keyword.Responses => "ResponseRefLoopNotAllowed",
        _ => "SchemaRefLoopNotAllowed",
    };
}
