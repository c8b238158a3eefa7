using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Walks a definition once and shows every value to the rules that want to see its kind.</summary>
internal sealed class DefinitionWalker(RuleSet rules, RuleContext context, CancellationToken cancellationToken)
{
    private static readonly KeywordSet Inner = KeywordSet.Of(
        Keyword.Properties, Keyword.Items, Keyword.AdditionalProperties, Keyword.AllOf, Keyword.XMsDynamicValues, Keyword.XMsDynamicList,
        Keyword.XMsDynamicSchema, Keyword.XMsDynamicProperties, Keyword.XMsDynamicTree);

    private readonly ValueSite _value = new();
    private SourceNode _part;

    public void Walk()
    {
        var root = context.Definition;
        foreach (var check in rules.Definition)
        {
            check(context);
        }

        foreach (var pathItem in Members(root[Keyword.Paths]))
        {
            _part = pathItem;
            cancellationToken.ThrowIfCancellationRequested();
            WalkPath(pathItem);
        }

        foreach (var parameter in Members(root[Keyword.Parameters]))
        {
            _part = parameter;
            WalkParameter(parameter, null, isShared: true);
        }

        foreach (var response in Members(root[Keyword.Responses]))
        {
            _part = response;
            WalkResponse(response, null);
        }

        foreach (var definition in Members(root[Keyword.Definitions]))
        {
            _part = definition;
            WalkValue(definition, ValueRole.Definition, null, default, null);
        }
    }

    private void WalkPath(SourceNode pathItem)
    {
        if (pathItem.RawName.StartsWith("x-"u8))
        {
            return;
        }

        var site = new PathSite(pathItem, pathItem.Name, context.Index.TemplateOf(pathItem));
        foreach (var check in rules.Path)
        {
            check(site, context);
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
        foreach (var check in rules.Operation)
        {
            check(operation, context);
        }

        WalkParameters(operation[Keyword.Parameters], operation);
        foreach (var response in Members(operation.Responses))
        {
            if (!response.RawName.StartsWith("x-"u8))
            {
                WalkResponse(response, operation);
            }
        }

        WalkValue(operation[Keyword.XMsNotificationContent][Keyword.Schema], ValueRole.Notification, operation, default, false);
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

        var isBody = parameter[Keyword.In].TextEquals("body");
        _value.Load(parameter, isBody ? ValueRole.BodyParameter : ValueRole.Parameter, operation, default, true);
        var site = new ParameterSite(_value, isShared);
        foreach (var check in rules.Parameter)
        {
            check(site, context);
        }

        if (!isBody)
        {
            VisitValue(parameter, ValueRole.Parameter, operation, true);
            return;
        }

        foreach (var member in parameter.Children)
        {
            VisitDynamic(member, parameter, isBodyParameter: true, operation);
        }

        WalkValue(parameter[Keyword.Schema], ValueRole.Body, operation, default, true);
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
        foreach (var check in rules.Response)
        {
            check(site, context);
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
        VisitValue(node, role, operation, isInput);
    }

    // What has been loaded: first the rules, then what is inside, which is loaded into the same place.
    private void VisitValue(SourceNode node, ValueRole role, OperationSite? operation, bool? isInput)
    {
        var keywords = _value.Keywords;
        foreach (var check in rules.ValueRulesFor(keywords))
        {
            check(_value, context);
        }

        if (keywords.Contains(Keyword.Ref))
        {
            if (role < ValueRole.Parameter)
            {
                Refer(node[Keyword.Ref], Keyword.Definitions);
            }
        }
        else if (keywords.Overlaps(Inner))
        {
            WalkInside(node, role, operation, isInput);
        }
    }

    private void WalkInside(SourceNode node, ValueRole role, OperationSite? operation, bool? isInput)
    {
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
                    WalkValue(member, ValueRole.AdditionalProperties, operation, default, isInput);
                    break;
                case Keyword.AllOf when role < ValueRole.Parameter && member.IsArray:
                    foreach (var part in member.Children)
                    {
                        WalkValue(part, ValueRole.AllOfPart, operation, default, isInput);
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
            var site = new DynamicSite(
                use, extension.Keyword, owner, isBodyParameter, operation, _part,
                context.Index.FindOperation(use[Keyword.OperationId].Text));
            foreach (var check in rules.Dynamic)
            {
                check(site, context);
            }
        }
    }

    private void Refer(SourceNode reference, Keyword section)
    {
        var site = new ReferenceSite(reference, section);
        foreach (var check in rules.Reference)
        {
            check(site, context);
        }
    }

    private static NodeChildren Members(SourceNode node) => node.Members;
}
