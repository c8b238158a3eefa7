using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>Looks for circles in which every step is a must, a required property among them: no object could satisfy them.</summary>
internal sealed class RequiredLoop() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1408", "A schema requires itself", DiagnosticSeverity.Error) { PlatformCode = "RequiredLoopInSchemaNotAllowed" };

    public void Check(RuleContext context)
    {
        // Circles of required properties are among the circles of any.
        if (context.Index.Circles.Count == 0)
        {
            return;
        }

        var circles = new ReferenceCircles(context.Index, Keyword.Definitions, d => ReferenceSteps.Needed(d, context.Index.Members));
        foreach (var circle in circles.Find(context.Definition[Keyword.Definitions]))
        {
            // The others are CB1113.
            if (circle.IsRequired)
            {
                context.Report(
                    this, circle.Closing,
                    $"'{ValueText.Shorten(circle.Start.Name)}' requires itself: "
                        + $"{circle.Describe(r => context.Index.Resolve(r, Keyword.Definitions).Name)}, so no finite value could "
                        + $"satisfy it and the platform refuses it: take one of the properties on the way out of \"required\"");
            }
        }
    }
}
