using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Walks a definition once and shows every value to the rules that want to see its kind.</summary>
internal sealed class DefinitionWalker(RuleSet rules, RuleContext context, CancellationToken cancellationToken)
{
    private readonly ValueSite _value = new();

    public void Walk()
    {
        var root = context.Definition;
        foreach (var rule in rules.Definition)
        {
            rule.Check(context);
        }

        foreach (var pathItem in Members(root[Keyword.Paths]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            WalkPath(pathItem);
        }

        foreach (var parameter in Members(root[Keyword.Parameters]))
        {
            WalkParameter(parameter, null, isShared: true);
        }

        foreach (var response in Members(root[Keyword.Responses]))
        {
            WalkResponse(response, null);
        }

        foreach (var definition in Members(root[Keyword.Definitions]))
        {
            WalkValue(definition, ValueRole.Definition, null, default, null);
        }
    }

    private void WalkPath(SourceNode pathItem)
    {
        if (pathItem.RawName.StartsWith("x-"u8))
        {
            return;
        }

        var site = new PathSite(pathItem, pathItem.Name);
        foreach (var rule in rules.Path)
        {
            rule.Check(site, context);
        }

        foreach (var member in Members(pathItem))
        {
            switch (member.Keyword)
            {
                case Keyword.Ref:
                    Refer(member, Keyword.None);
                    break;
                case Keyword.Parameters:
                    WalkParameters(member, null);
                    break;
                case Keyword.XMsNotificationContent:
                    WalkValue(member[Keyword.Schema], ValueRole.Notification, null, default, false);
                    break;
                default:
                    if (context.Index.OperationAt(member) is { } operation)
                    {
                        WalkOperation(operation);
                    }

                    break;
            }
        }
    }

    private void WalkOperation(OperationSite operation)
    {
        foreach (var rule in rules.Operation)
        {
            rule.Check(operation, context);
        }

        WalkParameters(operation.Node[Keyword.Parameters], operation);
        foreach (var response in Members(operation.Responses))
        {
            if (!response.RawName.StartsWith("x-"u8))
            {
                WalkResponse(response, operation);
            }
        }

        WalkValue(operation.Node[Keyword.XMsNotificationContent][Keyword.Schema], ValueRole.Notification, operation, default, false);
    }

    private void WalkParameters(SourceNode list, OperationSite? operation)
    {
        foreach (var parameter in list.IsArray ? list.Children : default)
        {
            WalkParameter(parameter, operation, isShared: false);
        }
    }

    private void WalkParameter(SourceNode parameter, OperationSite? operation, bool isShared)
    {
        if (parameter[Keyword.Ref] is { Exists: true } reference)
        {
            Refer(reference, Keyword.Parameters);
            return;
        }

        if (!parameter.IsObject)
        {
            return;
        }

        var site = new ParameterSite(parameter, operation, isShared);
        foreach (var rule in rules.Parameter)
        {
            rule.Check(site, context);
        }

        if (site.IsBody)
        {
            foreach (var member in parameter.Children)
            {
                VisitDynamic(member, parameter, isBodyParameter: true, operation);
            }

            WalkValue(parameter[Keyword.Schema], ValueRole.Body, operation, default, true);
        }
        else
        {
            WalkValue(parameter, ValueRole.Parameter, operation, default, true);
        }
    }

    private void WalkResponse(SourceNode response, OperationSite? operation)
    {
        if (response[Keyword.Ref] is { Exists: true } reference)
        {
            Refer(reference, Keyword.Responses);
            return;
        }

        if (!response.IsObject)
        {
            return;
        }

        var site = new ResponseSite(response, operation);
        foreach (var rule in rules.Response)
        {
            rule.Check(site, context);
        }

        WalkValue(response[Keyword.Schema], ValueRole.Response, operation, default, false);
        foreach (var header in Members(response[Keyword.Headers]))
        {
            WalkValue(header, ValueRole.Header, operation, default, false);
        }
    }

    private void WalkValue(SourceNode node, ValueRole role, OperationSite? operation, SourceNode owner, bool? isInput)
    {
        if (!node.IsObject)
        {
            return;
        }

        _value.Load(node, role, operation, owner, isInput);
        var reference = _value[Keyword.Ref];
        foreach (var rule in rules.Value)
        {
            rule.Check(_value, context);
        }

        if (reference.Exists)
        {
            if (role < ValueRole.Parameter)
            {
                Refer(reference, Keyword.Definitions);
            }

            return;
        }

        foreach (var member in node.Children)
        {
            switch (member.Keyword)
            {
                case Keyword.Properties when role < ValueRole.Parameter:
                    foreach (var property in Members(member))
                    {
                        WalkValue(property, ValueRole.Property, operation, node, isInput);
                    }

                    break;
                case Keyword.Items:
                    WalkValue(member, role < ValueRole.Parameter ? ValueRole.Items : ValueRole.ParameterItems, operation, default, isInput);
                    break;
                case Keyword.AdditionalProperties when role < ValueRole.Parameter:
                    WalkValue(member, ValueRole.Part, operation, default, isInput);
                    break;
                case Keyword.AllOf when role < ValueRole.Parameter && member.IsArray:
                    foreach (var part in member.Children)
                    {
                        WalkValue(part, ValueRole.Part, operation, default, isInput);
                    }

                    break;
                case >= Keyword.XMsDynamicValues and <= Keyword.XMsDynamicTree:
                    VisitDynamic(member, node, isBodyParameter: false, operation);
                    break;
            }
        }
    }

    private void VisitDynamic(SourceNode extension, SourceNode owner, bool isBodyParameter, OperationSite? operation)
    {
        if (extension.Keyword is not (>= Keyword.XMsDynamicValues and <= Keyword.XMsDynamicTree))
        {
            return;
        }

        if (extension.Keyword != Keyword.XMsDynamicTree)
        {
            Visit(extension);
            return;
        }

        foreach (var part in (ReadOnlySpan<Keyword>)[Keyword.Open, Keyword.Browse])
        {
            if (extension[part].Exists)
            {
                Visit(extension[part]);
            }
        }

        void Visit(SourceNode use)
        {
            var site = new DynamicSite(use, extension.Keyword, owner, isBodyParameter, operation);
            foreach (var rule in rules.Dynamic)
            {
                rule.Check(site, context);
            }
        }
    }

    private void Refer(SourceNode reference, Keyword section)
    {
        var site = new ReferenceSite(reference, section);
        foreach (var rule in rules.Reference)
        {
            rule.Check(site, context);
        }
    }

    private static NodeChildren Members(SourceNode node) => node.Members;
}
