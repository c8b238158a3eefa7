using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension passes a fixed value of another type than the parameter's.</summary>
internal sealed class FixedValueFitsType() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2414", "A dynamic extension passes a value of another type", DiagnosticSeverity.Error)
    {
        PlatformCode = "OperationParameterStaticTypeMismatch",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is not { } target)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (DynamicParameters.FixedValueOf(passed) is { Exists: true } value
                && DynamicParameters.Find(target, passed.Name, context.Index) is { Exists: true } parameter
                && SwaggerType.Of(SchemaTypes.Of(parameter[Keyword.Type])) is { } type
                && type.Fits(value) == TypeFit.No)
            {
                context.Report(this, value,
                    $"The parameter '{ValueText.Shorten(passed.Name)}' of '{target.Label}' has the type \"{type.Name}\", but "
                        + $"{ValueText.Of(value)} is passed, "
                        + $"and the platform refuses the mismatch: write {type.Advice(value)}");
            }
        }
    }
}
