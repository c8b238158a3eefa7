using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension takes a value from a parameter that makers never see.</summary>
internal sealed class PassedValueIsVisible() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2418", "A dynamic extension takes a value from an internal parameter", DiagnosticSeverity.Error)
    {
        PlatformCode = "SourcePropertyInternal",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.IsSuperseded || use.Operation is not { IsInternal: false } source)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (DynamicParameters.ReferenceOf(passed) is { IsString: true } reference
                && DynamicParameters.Find(source, reference.Text!, context.Index) is { Exists: true } given
                && Visibility.IsHidden(given))
            {
                context.Report(this, reference,
                    $"'{ValueText.Shorten(reference.Text!)}' of '{source.Label}' is internal, so makers cannot fill it in, and the "
                        + "platform refuses to take a value from it: "
                        + "make it visible, or pass a fixed value");
            }
        }
    }
}
