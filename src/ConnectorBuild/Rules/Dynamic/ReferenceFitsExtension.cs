using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>An older dynamic extension that says what only its successor can say.</summary>
internal sealed class ReferenceFitsExtension() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2417", "A dynamic extension needs its newer form", DiagnosticSeverity.Error);

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.IsSuperseded || use.Extension is not (Keyword.XMsDynamicValues or Keyword.XMsDynamicSchema))
        {
            return;
        }

        var (older, newer, code) = use.Extension == Keyword.XMsDynamicValues
            ? ("x-ms-dynamic-values", "x-ms-dynamic-list", "DynamicListExtensionRequiredFor")
            : ("x-ms-dynamic-schema", "x-ms-dynamic-properties", "DynamicPropertiesExtensionRequiredFor");
        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed[Keyword.Parameter] is { IsString: true } reference && KindOf(use, reference.Text!, context) is { } kind)
            {
                var what = kind == "NonParameterReferences" ? "is a property of the body" : "is a parameter and a property of the body";
                context.Report(this, reference,
                    $"'{ValueText.Shorten(reference.Text!)}' {what}, and \"{older}\" can take values from parameters only: "
                        + $"add \"{newer}\" beside it, with \"parameterReference\" (for the body: its name, a slash, the property)",
                    code + kind);
            }
        }

        if (use.Extension == Keyword.XMsDynamicSchema
            && use.Node[Keyword.ValuePath] is { IsString: true } path
            && (path.TextEquals("properties") || path.Text!.EndsWith("/properties", StringComparison.Ordinal)))
        {
            context.Report(this, path,
                $"\"value-path\" is {ValueText.Of(path)}, the properties of a schema, and the platform needs the schema itself as well: "
                    + "add \"x-ms-dynamic-properties\" beside it, with the path of the schema as \"itemValuePath\"",
                code + "PropertiesValuePath");
        }
    }

    // Null for the plain name of a parameter, and for what CB2404 reports.
    private static string? KindOf(DynamicSite use, string name, RuleContext context)
    {
        var sources = context.Index.OperationsOf(use);
        if (sources.Count == 0)
        {
            return null;
        }

        var isParameter = sources.Any(o => o.Parameters.Any(p => p.Name == name));
        var isProperty = isParameter
            ? sources.Any(o => DynamicParameters.IsInBody(o, name, context.Index))
            : sources.Any(
                o => DynamicParameters.BodyOf(o) is { Exists: true } body
                    && context.Index.Schemas.HasPropertyNamed(body, DynamicParameters.RootOf(name)));
        return !isProperty ? null : isParameter ? "AmbiguousReferences" : "NonParameterReferences";
    }
}
