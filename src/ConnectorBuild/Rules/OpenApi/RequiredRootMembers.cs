using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>info, paths, title or version is missing.</summary>
internal sealed class RequiredRootMembers() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1102", "info, paths, title or version is missing", DiagnosticSeverity.Error) { PlatformCode = "RequiredPropertyMissing" };

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        Require(context, root, Keyword.Info, NodeKind.Object);
        Require(context, root, Keyword.Paths, NodeKind.Object);
        if (root[Keyword.Info] is { IsObject: true } info)
        {
            Require(context, info, Keyword.Title, NodeKind.String);
            Require(context, info, Keyword.Version, NodeKind.String);
        }
    }

    private void Require(RuleContext context, SourceNode parent, Keyword keyword, NodeKind kind)
    {
        var name = KeywordTable.Text(keyword);
        var member = parent[keyword];
        var expected = kind == NodeKind.Object ? "an object" : "a text";
        if (!member.Exists)
        {
            context.ReportName(
                this, parent,
                $"The member \"{name}\" is missing, without which the document is not Swagger 2.0 and is refused: add \"{name}\" as "
                    + $"{expected}");
        }
        else if (member.Kind != kind)
        {
            context.Report(
                this, member,
                $"\"{name}\" must be {expected} but is {ValueText.Of(member)}, so the document is refused: write "
                    + $"{(kind == NodeKind.Object ? "an object in braces" : "the value in quotes")}");
        }
        else if (kind == NodeKind.String && member.IsBlank)
        {
            context.Report(this, member, $"\"{name}\" is empty, and the platform refuses a document without it: write a text", "RequiredValueEmpty");
        }
    }
}
