using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Scripting;

/// <summary>A line that a script logged.</summary>
/// <param name="Level">How important.</param>
/// <param name="Message">The text with its values.</param>
/// <param name="Exception">What was logged with it; null for nothing.</param>
public sealed record ScriptLogEntry(LogLevel Level, string Message, Exception? Exception);
