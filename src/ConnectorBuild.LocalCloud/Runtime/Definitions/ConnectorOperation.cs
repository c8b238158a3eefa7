using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Definitions;

/// <summary>One operation of a connector's definition.</summary>
internal sealed class ConnectorOperation
{
    private readonly Regex _pattern;

    public ConnectorOperation(string method, string template, JsonObject operation, bool expectsJson)
    {
        Method = method;
        Template = template;
        OperationId = operation.Text("operationId") ?? $"{method} {template}";
        ExpectsJson = expectsJson;
        var parts = Regex.Split(template, @"\{([^{}]+)\}");
        Names = [.. parts.Where((_, i) => i % 2 == 1)];
        _pattern = new Regex(
            $"^{string.Concat(parts.Select((p, i) => i % 2 == 1 ? "([^/]+)" : Regex.Escape(p)))}/?$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    /// <summary>The method in capitals.</summary>
    public string Method { get; }

    /// <summary>The path with its placeholders.</summary>
    public string Template { get; }

    /// <summary>The operation's id.</summary>
    public string OperationId { get; }

    /// <summary>Whether an answer that did what it should is JSON.</summary>
    public bool ExpectsJson { get; }

    /// <summary>The names of the placeholders.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a path, percent-encoded, is the operation's.</summary>
    public bool TryMatch(string path, out IReadOnlyDictionary<string, string> values)
    {
        var match = _pattern.Match(path);
        values = match.Success && Names.Count > 0
            ? Names.Select((name, i) => KeyValuePair.Create(name, match.Groups[i + 1].Value)).DistinctBy(p => p.Key)
                .ToDictionary(StringComparer.Ordinal)
            : NoValues;
        return match.Success;
    }

    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();
}
