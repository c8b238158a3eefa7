using System.Text;

namespace ConnectorBuild.LocalCloud.OData;

internal enum FilterTokenKind
{
    Word,
    Text,
    Symbol,
    End,
}

internal readonly record struct FilterToken(FilterTokenKind Kind, string Value);

/// <summary>Splits a filter into words, quoted texts and symbols.</summary>
internal static class FilterTokens
{
    public static IReadOnlyList<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < filter.Length)
        {
            var c = filter[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '\'')
            {
                tokens.Add(new FilterToken(FilterTokenKind.Text, ReadText(filter, ref at)));
            }
            else if ("(),:".Contains(c, StringComparison.Ordinal))
            {
                tokens.Add(new FilterToken(FilterTokenKind.Symbol, c.ToString()));
                at++;
            }
            else
            {
                var start = at;
                while (at < filter.Length && !char.IsWhiteSpace(filter[at]) && !"(),'".Contains(filter[at], StringComparison.Ordinal)
                    && !(filter[at] == ':' && start > 0 && tokens is [.., { Value: "(" }]))
                {
                    at++;
                }

                tokens.Add(new FilterToken(FilterTokenKind.Word, filter[start..at]));
            }
        }

        tokens.Add(new FilterToken(FilterTokenKind.End, ""));
        return tokens;
    }

    private static string ReadText(string filter, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < filter.Length; at++)
        {
            if (filter[at] != '\'')
            {
                text.Append(filter[at]);
            }
            else if (at + 1 < filter.Length && filter[at + 1] == '\'')
            {
                text.Append('\'');
                at++;
            }
            else
            {
                at++;
                return text.ToString();
            }
        }

        throw QueryException.Invalid("There is an unterminated string literal in the filter.");
    }
}
