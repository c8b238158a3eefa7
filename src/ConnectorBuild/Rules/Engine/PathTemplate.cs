using System.Text;

namespace ConnectorBuild.Rules.Engine;

/// <summary>A path with variables in braces: <c>/items/{id}</c>.</summary>
/// <param name="Variables">The names of the variables; none if the braces are wrong.</param>
/// <param name="Fault">What is wrong with the braces; null if nothing is.</param>
internal sealed record PathTemplate(IReadOnlyList<string> Variables, string? Fault)
{
    private static readonly PathTemplate WithoutVariables = new([], null);

    public static PathTemplate Parse(string template)
    {
        if (template.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return WithoutVariables;
        }

        var found = new List<string>();
        var open = -1;
        for (var position = 0; position < template.Length; position++)
        {
            switch (template[position])
            {
                case '{' when open >= 0:
                    return new([], "opens a brace inside braces");
                case '{':
                    open = position;
                    break;
                case '}' when open < 0:
                    return new([], "closes a brace that is not open");
                case '}':
                    found.Add(template[(open + 1)..position]);
                    open = -1;
                    break;
                case '/' when open >= 0:
                    return new([], "does not close a brace within its segment");
            }
        }

        return open >= 0 ? new([], "does not close a brace")
            : found.Contains("") ? new([], "has braces without a name")
            : new(found, null);
    }

    /// <summary>A path without the names of its variables.</summary>
    public static string Shape(string template)
    {
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
