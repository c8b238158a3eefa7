using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>
/// A part of the document that must be an object or a list is something else, so all that it should hold is missing. Null counts as left out, as
/// the platform's reader takes it. Schemas are <see cref="Schemas.SchemaShape"/>.
/// </summary>
internal sealed class PartsHaveShape() : Rule(Code), IDefinitionRule, IPathRule, IOperationRule, IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1112", "A part of the document has the wrong shape", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        foreach (var section in (ReadOnlySpan<Keyword>)[Keyword.Definitions, Keyword.Parameters, Keyword.Responses])
        {
            Members(root[section], "the document", context);
        }

        foreach (var list in (ReadOnlySpan<Keyword>)[Keyword.Tags, Keyword.Security])
        {
            Elements(root[list], NodeKind.Object, "the document", context);
        }

        foreach (var list in (ReadOnlySpan<Keyword>)[Keyword.Consumes, Keyword.Produces])
        {
            Elements(root[list], NodeKind.String, "the document", context);
        }

        Expect(root[Keyword.Info][Keyword.Contact], NodeKind.Object, "\"info\"", context);
        Expect(root[Keyword.Info][Keyword.License], NodeKind.Object, "\"info\"", context);
        Expect(root[Keyword.ExternalDocs], NodeKind.Object, "the document", context);
    }

    public void Check(PathSite path, RuleContext context)
    {
        Expect(path.Node, NodeKind.Object, null, context);
        foreach (var member in path.Node.Members)
        {
            if (DefinitionIndex.IsMethod(member.Keyword) || member.Keyword == Keyword.XMsNotificationContent)
            {
                Expect(member, NodeKind.Object, "a path", context);
            }
            else if (member.Keyword == Keyword.Parameters)
            {
                Elements(member, NodeKind.Object, "a path", context);
            }
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        Elements(operation[Keyword.Parameters], NodeKind.Object, "an operation", context);
        Elements(operation[Keyword.Security], NodeKind.Object, "an operation", context);
        foreach (var list in (ReadOnlySpan<Keyword>)[Keyword.Tags, Keyword.Consumes, Keyword.Produces])
        {
            Elements(operation[list], NodeKind.String, "an operation", context);
        }

        Expect(operation[Keyword.XMsNotificationContent], NodeKind.Object, "an operation", context);
        Expect(operation[Keyword.ExternalDocs], NodeKind.Object, "an operation", context);
        Expect(operation[Keyword.Schemes], NodeKind.Array, "an operation", context);
        foreach (var response in operation.Responses.Members)
        {
            if (!response.IsObject && !response.RawName.StartsWith("x-"u8))
            {
                Expect(response, NodeKind.Object, null, context);
            }
        }
    }

    public void Check(ResponseSite response, RuleContext context)
    {
        Expect(response.Node[Keyword.Schema], NodeKind.Object, "a response", context);
        Expect(response.Node[Keyword.Examples], NodeKind.Object, "a response", context);
        Members(response.Node[Keyword.Headers], "a response", context);
    }

    private void Members(SourceNode holder, string where, RuleContext context)
    {
        Expect(holder, NodeKind.Object, where, context);
        foreach (var member in holder.Members)
        {
            Expect(member, NodeKind.Object, null, context);
        }
    }

    private void Elements(SourceNode list, NodeKind kind, string where, RuleContext context)
    {
        Expect(list, NodeKind.Array, where, context);
        foreach (var element in list.Elements)
        {
            Expect(element, kind, null, context);
        }
    }

    // Where it stands is told by the name around it if nothing better is given.
    private void Expect(SourceNode node, NodeKind kind, string? where, RuleContext context)
    {
        if (node.Kind != kind && node.Exists && !node.IsNull)
        {
            Report(node, kind, where ?? $"\"{node.Parent.Name}\"", context);
        }
    }

    private void Report(SourceNode node, NodeKind kind, string where, RuleContext context)
    {
        var what = node.HasName ? $"'{ValueText.Shorten(node.Name)}' in {where}" : $"An entry of {where}";
        var (expected, advice) = kind switch
        {
            NodeKind.Object => ("an object", "write an object in braces"),
            NodeKind.Array => ("a list", "write a list in brackets"),
            _ => ("a text", "write a text in quotes"),
        };
        context.Report(
            this, node,
            $"{what} must be {expected} but is {ValueText.Of(node)}, so the document is not Swagger 2.0 and is refused: {advice}, or "
                + "remove it");
    }
}
