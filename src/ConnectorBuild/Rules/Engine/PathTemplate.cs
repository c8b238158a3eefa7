using System.Text;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Templates of paths: <c>/items/{id}</c>.</summary>
internal static class PathTemplate
{
    /// <summary>Finds the variables.</summary>
    /// <returns>Null, or what is wrong with the braces.</returns>
    public static string? TryGetVariables(string template, out IReadOnlyList<string> variables)
    {
        variables = [];
        if (template.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return null;
        }

        var found = new List<string>();
        var open = -1;
        for (var position = 0; position < template.Length; position++)
        {
            switch (template[position])
            {
                case '{' when open >= 0:
                    return "opens a brace inside braces";
                case '{':
                    open = position;
                    break;
                case '}' when open < 0:
                    return "closes a brace that is not open";
                case '}':
                    found.Add(template[(open + 1)..position]);
                    open = -1;
                    break;
                case '/' when open >= 0:
                    return "does not close a brace within its segment";
            }
        }

        variables = found;
        return open >= 0 ? "does not close a brace" : found.Contains("") ? "has braces without a name" : null;
    }

    /// <summary>The template without the names of its variables.</summary>
    public static string Shape(string template)
    {
        if (!template.Contains('{'))
        {
            return template;
        }

        var shape = new StringBuilder(template.Length);
        var depth = 0;
        foreach (var c in template)
        {
            depth -= c == '}' ? 1 : 0;
            if (depth <= 0)
            {
                shape.Append(c);
            }

            depth += c == '{' ? 1 : 0;
        }

        return shape.ToString();
    }
}
