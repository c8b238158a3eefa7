namespace ConnectorBuild.LocalCloud.Runtime.Expressions;

/// <summary>An expression, or a policy with it, cannot be carried out.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
