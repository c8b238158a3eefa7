namespace ConnectorBuild.Definition;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>A name as one segment.</summary>
    public static string Escape(string name) => name.Contains('~') || name.Contains('/')
        ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : name;

    /// <summary>The name that a segment stands for.</summary>
    public static string Unescape(string segment) => segment.Contains('~')
        ? segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : segment;
}
