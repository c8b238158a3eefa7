using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension takes a value of another type than the parameter's.</summary>
internal sealed class PassedValueFitsType() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2415", "A dynamic extension takes a value of another type", DiagnosticSeverity.Error)
    {
        PlatformCode = "OperationParameterTypeMismatch",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        // In a part that operations share, the source may be of another type in each.
        if (use.Target is not { } target || use.IsSuperseded || use.Operation is not { } source)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            var reference = DynamicParameters.ReferenceOf(passed);
            if (reference.Text is { } path
                && TypeOf(DynamicParameters.Find(source, path, context.Index)) is { } given
                && TypeOf(DynamicParameters.Find(target, passed.Name, context.Index)) is { } expected
                && !Fits(given, expected))
            {
                context.Report(this, reference,
                    $"The parameter '{ValueText.Shorten(passed.Name)}' of '{target.Label}' has the type \"{expected.Name}\", but "
                        + $"'{ValueText.Shorten(path)}' of '{source.Label}', "
                        + $"from which its value is taken, has the type \"{given.Name}\": write the same type in both");
            }
        }
    }

    private static SwaggerType? TypeOf(SourceNode node) => SwaggerType.Of(SchemaTypes.Of(node[Keyword.Type]));

    private static bool Fits(SwaggerType given, SwaggerType expected) => given == expected || (given.Name == "integer" && expected.Name == "number");
}
