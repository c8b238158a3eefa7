namespace ConnectorBuild.Rules.Engine;

/// <summary>Rules by what they look at.</summary>
internal sealed class RuleSet(IReadOnlyCollection<Rule> rules)
{
    public IConnectorRule[] Connector { get; } = [.. rules.OfType<IConnectorRule>()];

    public IDefinitionRule[] Definition { get; } = [.. rules.OfType<IDefinitionRule>()];

    public IPathRule[] Path { get; } = [.. rules.OfType<IPathRule>()];

    public IOperationRule[] Operation { get; } = [.. rules.OfType<IOperationRule>()];

    public IParameterRule[] Parameter { get; } = [.. rules.OfType<IParameterRule>()];

    public IResponseRule[] Response { get; } = [.. rules.OfType<IResponseRule>()];

    public IValueRule[] Value { get; } = [.. rules.OfType<IValueRule>()];

    public IReferenceRule[] Reference { get; } = [.. rules.OfType<IReferenceRule>()];

    public IDynamicRule[] Dynamic { get; } = [.. rules.OfType<IDynamicRule>()];

    public IConnectionParameterRule[] ConnectionParameter { get; } = [.. rules.OfType<IConnectionParameterRule>()];

    public IPolicyRule[] Policy { get; } = [.. rules.OfType<IPolicyRule>()];
}
