using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>default is a text that could be of the type.</summary>
internal sealed class DefaultIsText() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2204", "default is a text that could be of the type", DiagnosticSeverity.Info);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Default);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Default] is { Exists: true } standard && SwaggerType.Of(value.Type) is { } type && type.Fits(standard) == TypeFit.AsText)
        {
            var advice = standard.IsNull ? "remove it" : $"write {type.Advice(standard)}";
            context.Report(
                this, standard,
                $"\"default\" of {value.Label} is {ValueText.Of(standard)} under the type \"{type.Name}\"; the platform takes it, but "
                    + $"other tools and generated code do not: {advice}");
        }
    }
}
