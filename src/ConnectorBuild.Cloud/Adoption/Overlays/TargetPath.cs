using System.Globalization;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>JSONPath (RFC 9535) of one value: <c>$.paths['/orders'].get.parameters[0]</c>.</summary>
internal static class TargetPath
{
    public static string Of(SourceNode node)
    {
        if (!node.Parent.Exists)
        {
            return "$";
        }

        var parent = Of(node.Parent);
        if (!node.HasName)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{parent}[{node.Position}]");
        }

        return IsPlain(node.Name) ? $"{parent}.{node.Name}" : $"{parent}['{Escaped(node.Name)}']";
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Escaped(string name) => string.Concat(name.Select(c => c switch
    {
        '\'' => "\\'",
        '\\' => "\\\\",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    }));
}
