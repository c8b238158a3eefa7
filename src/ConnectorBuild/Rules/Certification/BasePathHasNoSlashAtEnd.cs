using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>basePath ends with a slash.</summary>
internal sealed class BasePathHasNoSlashAtEnd() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4004", "basePath ends with a slash", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var basePath = context.Definition[Keyword.BasePath];
        if (basePath.Text is { Length: > 1 } text && text.EndsWith('/'))
        {
            context.Report(
                this, basePath,
                $"\"basePath\" is {ValueText.Of(basePath)}, and each path begins with another '/', so addresses get two: write "
                    + $"\"{ValueText.Shorten(text.TrimEnd('/'))}\"");
        }
    }
}
