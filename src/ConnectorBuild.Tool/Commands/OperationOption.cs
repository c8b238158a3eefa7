using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary>A selection on the command line: <c>tag=orders,method=get;post</c>.</summary>
internal static class OperationOption
{
    private static readonly string[] Keys = ["path", "method", "tag", "id"];

    /// <summary>What is wrong with a text; null if nothing is.</summary>
    public static string? Fault(string text)
    {
        var parts = Parts(text);
        var unknown = parts.FirstOrDefault(p => p.Length != 2 || !Keys.Contains(p[0], StringComparer.OrdinalIgnoreCase) || p[1].Length == 0);
        return unknown is not null ? $"'{string.Join('=', unknown)}' is not understood; write for example "
            + "tag=orders,path=/orders/*,method=get;post,id=Get*"
            : parts.Select(p => p[0]).Distinct(StringComparer.OrdinalIgnoreCase)
                .Count() < parts.Count ? "a key stands twice; write several patterns of one key with semicolons, as method=get;post"
            : null;
    }

    /// <summary>The selection that a text without fault means.</summary>
    public static ConnectorOperation Parse(string name, string text, bool isKeep)
    {
        var values = Parts(text).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        return new ConnectorOperation(name, isKeep)
        {
            Path = values.GetValueOrDefault("path"),
            Method = values.GetValueOrDefault("method"),
            Tag = values.GetValueOrDefault("tag"),
            OperationId = values.GetValueOrDefault("id"),
        };
    }

    private static List<string[]> Parts(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2))];
}
