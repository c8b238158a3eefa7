using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The example of a parameter, a body or an answer.</summary>
internal static class Examples
{
    /// <summary>The example, or the first of several; missing if there is none.</summary>
    public static SourceNode First(SourceNode holder, OpenApiSources sources)
    {
        if (holder["example"] is { Exists: true } example)
        {
            return example;
        }

        foreach (var named in holder["examples"].Members)
        {
            var resolved = sources.Resolve(named);
            var value = resolved["value"].Exists ? resolved["value"] : resolved["dataValue"];
            if (value.Exists)
            {
                return value;
            }
        }

        return default;
    }
}
