using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// One rule. The interfaces that it implements say which values it sees. A rule has no state: one instance serves all documents at once.
/// </summary>
internal abstract class Rule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;
}

/// <summary>Looks at the connector as a whole, once.</summary>
internal interface IConnectorRule
{
    void Check(RuleContext context);
}

/// <summary>Looks at what the C# compiler says of the script, once, if the script was compiled.</summary>
internal interface ICompiledScriptRule
{
    void Check(ScriptCompilation compilation, ScriptText script, RuleContext context);
}

/// <summary>Looks at the definition as a whole, once, if it is Swagger 2.0.</summary>
internal interface IDefinitionRule
{
    void Check(RuleContext context);
}

/// <summary>Looks at each path item.</summary>
internal interface IPathRule
{
    void Check(PathSite path, RuleContext context);
}

/// <summary>Looks at each operation.</summary>
internal interface IOperationRule
{
    void Check(OperationSite operation, RuleContext context);
}

/// <summary>Looks at each parameter where it is written down, references left out.</summary>
internal interface IParameterRule
{
    void Check(ParameterSite parameter, RuleContext context);
}

/// <summary>Looks at each response where it is written down, references left out.</summary>
internal interface IResponseRule
{
    void Check(ResponseSite response, RuleContext context);
}

/// <summary>Looks at everything that has a type: schemas and what is in them, parameters that are not a body, their items, headers.</summary>
internal interface IValueRule
{
    /// <summary>The rule looks only at values that have one of these; null for all.</summary>
    KeywordSet? LooksAt { get; }

    void Check(ValueSite value, RuleContext context);
}

/// <summary>Looks at each <c>$ref</c>.</summary>
internal interface IReferenceRule
{
    void Check(ReferenceSite reference, RuleContext context);
}

/// <summary>Looks at each use of another operation: dynamic values, lists, schemas, properties and trees.</summary>
internal interface IDynamicRule
{
    void Check(DynamicSite use, RuleContext context);
}

/// <summary>Looks at each connection parameter, those of parameter sets included.</summary>
internal interface IConnectionParameterRule
{
    void Check(ConnectionParameterSite parameter, RuleContext context);
}

/// <summary>Looks at each policy.</summary>
internal interface IPolicyRule
{
    void Check(PolicySite policy, RuleContext context);
}
