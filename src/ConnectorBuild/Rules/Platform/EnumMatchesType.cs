using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A value of enum is not of the type.</summary>
internal sealed class EnumMatchesType() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2205", "A value of enum is not of the type", DiagnosticSeverity.Warning) { PlatformCode = "InvalidEnumValue" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Enum);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.Has(Keyword.Enum) || SwaggerType.Of(value.Type) is not { } type)
        {
            return;
        }

        SourceNode first = default;
        var count = 0;
        foreach (var choice in value[Keyword.Enum].Elements)
        {
            if (!choice.IsNull && type.Fits(choice) != TypeFit.Yes)
            {
                first = count++ == 0 ? choice : first;
            }
        }

        if (count > 0)
        {
            // What the service answers harms nobody: makers only see the choices.
            DiagnosticSeverity? severity = context.Index.IsSent(value) ? null : DiagnosticSeverity.Info;
            var others = count > 1 ? $" (and {count - 1} more)" : "";
            context.Report(this, first,
                $"{ValueText.Of(first)}{others} in \"enum\" of {value.Label} is not of its type \"{type.Name}\", so the API may get a "
                    + $"text where it expects something else: write {type.Advice(first)}",
                severity: severity);
        }
    }
}
