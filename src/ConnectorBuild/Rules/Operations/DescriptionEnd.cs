using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A description does not end with a stop.</summary>
internal sealed class DescriptionEnd() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4117", "A description does not end with a stop", DiagnosticSeverity.Info);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Node[Keyword.Description].Text is { } text && text.AsSpan().TrimEnd() is [.., not ('.' or '!' or '?' or ':' or ')')])
        {
            context.Report(this, operation.Node[Keyword.Description], $"The description of '{operation.Label}' is no whole sentence (it ends without a stop), as Microsoft's coding standards ask: end it with a full stop");
        }
    }
}
