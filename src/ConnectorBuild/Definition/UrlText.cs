namespace ConnectorBuild.Definition;

/// <summary>Addresses as Swagger 2.0 takes them.</summary>
internal static class UrlText
{
    /// <summary>Whether a text is an absolute URL; braces of a template are allowed anywhere in it.</summary>
    public static bool IsAbsolute(string text)
    {
        // "/docs" is an absolute path of this machine for .NET.
        var plain = text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var url) && !url.IsFile && !plain.Contains(' ', StringComparison.Ordinal);
    }
}
