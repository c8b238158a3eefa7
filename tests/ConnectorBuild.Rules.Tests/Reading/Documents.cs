using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Reading;

/// <summary>Documents for tests.</summary>
internal static class Documents
{
    public static SourceFile Read(string text, string path = "apiDefinition.swagger.json") => SourceFile.Read(path, Encoding.UTF8.GetBytes(text));

    public static SourceDocument Document(string text, string path = "apiDefinition.swagger.json") => Read(text, path).Document!;

    /// <summary>The first element or member.</summary>
    public static SourceNode First(SourceNode parent)
    {
        foreach (var child in parent.Children)
        {
            return child;
        }

        return default;
    }

    /// <summary>A finding as <c>CB1002 3:5-3:6</c>.</summary>
    public static string Place(Diagnostic diagnostic) =>
        $"{diagnostic.Id} "
            + $"{diagnostic.Location!.Value.Line}:{diagnostic.Location.Value.Column}-{diagnostic.Location.Value.EndLine}:{diagnostic.Location.Value.EndColumn}";
}
