using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Runtime.Expressions;

/// <summary>
/// A text with expressions in it: <c>https://@headers('subdomain').azure.net</c>, <c>@{triggerBody().value[0].id}</c>,
/// <c>{@body().name}</c>. Functions of
/// headers, query and connection are texts; what follows them is text. Functions of JSON take the path behind them along.
/// </summary>
internal static class TemplateText
{
    private const string OriginalMethod = "Request.OriginalHTTPMethod";

    private static readonly string[] Functions = ["headers", "header", "queryParameters", "connectionParameters", "triggerBody", "body", "item", "environmentVariables"];

    /// <summary>The text with its expressions replaced.</summary>
    /// <exception cref="ExpressionException">An expression fails.</exception>
    public static string Evaluate(string template, ExpressionScope scope) => Text(EvaluateNode(template, scope));

    /// <summary>The value: JSON where the text is one expression, else a text.</summary>
    /// <exception cref="ExpressionException">An expression fails.</exception>
    public static JsonNode? EvaluateNode(string template, ExpressionScope scope)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < template.Length)
        {
            if (TryExpression(template, at, scope, out var value, out var end))
            {
                if (at == 0 && end == template.Length)
                {
                    return value?.DeepClone();
                }

                text.Append(Text(value));
                at = end;
            }
            else
            {
                text.Append(template[at++]);
            }
        }

        return JsonValue.Create(text.ToString());
    }

    /// <summary>A value as a text: texts as they are, nothing for null, else JSON.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    private static bool TryExpression(string text, int at, ExpressionScope scope, out JsonNode? value, out int end)
    {
        (value, end) = (null, at);
        return text[at] switch
        {
            '@' when Follows(text, at + 1, '{') => TryBraced(text, at + 2, scope, out value, out end),
            '{' when Follows(text, at + 1, '@') => TryBraced(text, at + 2, scope, out value, out end),
            '@' => TryCall(text, at + 1, scope, out value, out end),
            _ => at == 0 && StartsBare(text) && TryCall(text, 0, scope, out value, out end) && end == text.Length,
        };
    }

    // Accepted connectors write body() without the sign, and mean the function.
    private static bool StartsBare(string text) =>
        text.StartsWith("body()", StringComparison.OrdinalIgnoreCase) || text.StartsWith("triggerBody()", StringComparison.OrdinalIgnoreCase);

    private static bool TryBraced(string text, int at, ExpressionScope scope, out JsonNode? value, out int end)
    {
        if (TryCall(text, at, scope, out value, out end) && Follows(text, end, '}'))
        {
            end++;
            return true;
        }

        return false;
    }

    private static bool TryCall(string text, int at, ExpressionScope scope, out JsonNode? value, out int end)
    {
        (value, end) = (null, at);
        if (string.Compare(text, at, OriginalMethod, 0, OriginalMethod.Length, StringComparison.OrdinalIgnoreCase) == 0)
        {
            (value, end) = (JsonValue.Create(scope.OriginalMethod), at + OriginalMethod.Length);
            return true;
        }

        var name = Array.Find(
            Functions,
            f => string.Compare(text, at, f, 0, f.Length, StringComparison.OrdinalIgnoreCase) == 0 && IsCall(text, at + f.Length, f));
        if (name is null)
        {
            return false;
        }

        end = at + name.Length;
        var arguments = Follows(text, end, '(') ? Arguments(text, ref end) : [];
        value = name switch
        {
            "body" or "triggerBody" => PropertyPath.Follow(scope.Body(), PropertyPath.ReadSegments(text, end, out end)),
            "item" => PropertyPath.Follow(scope.Item, PropertyPath.ReadSegments(text, end, out end)),
            _ => JsonValue.Create(Named(name, arguments, scope)),
        };
        return true;
    }

    // A name of JSON may stand without parentheses, as @body.x.
    private static bool IsCall(string text, int at, string function) =>
        Follows(text, at, '(') || (function is "body" && (Follows(text, at, '.') || Follows(text, at, '[')));

    private static string Named(string function, List<string> arguments, ExpressionScope scope)
    {
        if (arguments.Count == 0)
        {
            throw new ExpressionException($"{function}() names nothing");
        }

        if (function == "environmentVariables")
        {
            throw new ExpressionException("environmentVariables() in a policy is a preview, and the local cloud does not have it");
        }

        var found = function switch
        {
            "headers" or "header" => scope.Header(arguments[0]),
            "queryParameters" => scope.Query(arguments[0]),
            _ => scope.Connection.GetValueOrDefault(arguments[0]),
        };
        return found ?? (arguments.Count > 1 ? arguments[1]
            : scope.FailsOnMissing ? throw new ExpressionException($"{function}('{arguments[0]}') has no value and no default")
            : "");
    }

    private static List<string> Arguments(string text, ref int at)
    {
        var (arguments, argument, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (at++; at < text.Length && (isQuoted || text[at] != ')'); at++)
        {
            if (text[at] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (text[at] == ',' && !isQuoted)
            {
                arguments.Add(argument.ToString());
                argument.Clear();
            }
            else if (isQuoted || !char.IsWhiteSpace(text[at]))
            {
                argument.Append(text[at]);
            }
        }

        if (at >= text.Length)
        {
            throw new ExpressionException($"'{text}' has no closing parenthesis");
        }

        at++;
        if (arguments.Count > 0 || argument.Length > 0)
        {
            arguments.Add(argument.ToString());
        }

        return arguments;
    }

    private static bool Follows(string text, int at, char c) => at < text.Length && text[at] == c;
}
