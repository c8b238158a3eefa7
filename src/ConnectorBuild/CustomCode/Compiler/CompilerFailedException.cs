namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>The compiler could not be run, which says nothing of the script.</summary>
internal sealed class CompilerFailedException(string message, Exception? inner = null) : Exception(message, inner);
