using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>The older and the newer extension for a dynamic schema read different places of the answer.</summary>
internal sealed class PropertiesPathAgrees() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2422", "The two extensions for a dynamic schema disagree", DiagnosticSeverity.Error)
    {
        PlatformCode = "DynamicPropertiesItemValuePathMismatch",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Extension != Keyword.XMsDynamicProperties || use.Owner[Keyword.XMsDynamicSchema][Keyword.ValuePath].Text is not { } older)
        {
            return;
        }

        var expected = SchemaPath(older);
        var path = use.Node[Keyword.ItemValuePath];
        if ((path.Text ?? "").Trim('/') != expected && (path.IsString || !path.Exists))
        {
            var advice = expected.Length > 0
                ? $"write \"itemValuePath\": \"{ValueText.Shorten(expected)}\""
                : "remove \"itemValuePath\", since the answer itself is the schema";
            context.Report(this, path.Exists ? path : use.Node,
                $"\"itemValuePath\" is {ValueText.Of(path)}, but \"value-path\" of \"x-ms-dynamic-schema\" beside it is "
                    + $"\"{ValueText.Shorten(older)}\", so the two read different schemas: {advice}");
        }
    }

    // The older extension names the properties of a schema, the newer one the schema.
    private static string SchemaPath(string path)
    {
        const string Ending = "properties";
        var trimmed = path.Trim('/');
        return trimmed == Ending ? ""
            : trimmed.EndsWith("/" + Ending, StringComparison.Ordinal) ? trimmed[..^(Ending.Length + 1)]
            : trimmed;
    }
}
