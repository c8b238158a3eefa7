using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tasks;

/// <summary>One value of the project as MSBuild hands it over: always a text, empty where it is not set.</summary>
/// <param name="Title">How a message names it, for example <c>Url of the environment 'dev'</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="FindLocation">Finds the spot that sets it.</param>
internal sealed record ProjectValue(string Title, string? Text, Func<SourceLocation> FindLocation)
{
    /// <summary>The text without surrounding white space, or null where there is none.</summary>
    public string? Trimmed => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim();
}
