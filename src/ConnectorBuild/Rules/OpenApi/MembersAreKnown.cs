using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A member that Swagger 2.0 does not know.</summary>
internal sealed class MembersAreKnown() : Rule(Code), IDefinitionRule, IPathRule, IOperationRule, IParameterRule, IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1107", "A member that Swagger 2.0 does not know", DiagnosticSeverity.Error) { PlatformCode = "AdditionalPropertyNotAllowed" };

    public void Check(RuleContext context)
    {
        foreach (var member in context.Definition.Children)
        {
            // One that differs only in case is CB1108: it is ignored, not refused.
            if (!AllowedMembers.Root.Allows(member) && !AllowedMembers.Root.HasIgnoringCase(member.Name))
            {
                Report(context, member, "The document's root", AllowedMembers.Root);
            }
        }

        CheckMembers(context, context.Definition[Keyword.Info], "\"info\"", AllowedMembers.Info);
        CheckMembers(context, context.Definition[Keyword.Info][Keyword.Contact], "\"contact\"", AllowedMembers.Contact);
    }

    public void Check(PathSite path, RuleContext context) => CheckMembers(context, path.Node, "A path", AllowedMembers.PathItem);

    public void Check(OperationSite operation, RuleContext context) =>
        CheckMembers(context, operation.Node, "An operation", AllowedMembers.Operation);

    public void Check(ParameterSite parameter, RuleContext context) => CheckMembers(context, parameter.Node, "A parameter", AllowedMembers.Parameter);

    public void Check(ResponseSite response, RuleContext context) => CheckMembers(context, response.Node, "A response", AllowedMembers.Response);

    private void CheckMembers(RuleContext context, SourceNode holder, string where, AllowedMembers allowed)
    {
        if (!holder.IsObject)
        {
            return;
        }

        foreach (var member in holder.Children)
        {
            if (!allowed.Allows(member))
            {
                Report(context, member, where, allowed);
            }
        }
    }

    private void Report(RuleContext context, SourceNode member, string where, AllowedMembers allowed)
    {
        var name = member.Name;
        context.ReportName(this, member,
            $"{where} of Swagger 2.0 has no member '{ValueText.Shorten(name)}', and the platform refuses what it does not "
                + $"know{context.Hint(name, allowed.Names)}: remove it, move it to where it belongs, or begin its name with 'x-'");
    }
}
