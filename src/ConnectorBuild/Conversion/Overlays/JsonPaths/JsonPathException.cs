namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>A text that is not a JSONPath that is understood.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="position">The character that it is wrong at, from 0.</param>
internal sealed class JsonPathException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
