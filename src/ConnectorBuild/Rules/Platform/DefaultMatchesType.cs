using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>default is not of the type.</summary>
internal sealed class DefaultMatchesType() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2203", "default is not of the type", DiagnosticSeverity.Error) { PlatformCode = "DefaultValueMustMatchType" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Default);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Default] is { Exists: true } standard && SwaggerType.Of(value.Type) is { } type && type.Fits(standard) == TypeFit.No)
        {
            context.Report(
                this, standard,
                $"\"default\" of {value.Label} is {ValueText.Of(standard)}, but its type is \"{type.Name}\", and the platform refuses "
                    + $"the mismatch: write {type.Advice(standard)}");
        }
    }
}
