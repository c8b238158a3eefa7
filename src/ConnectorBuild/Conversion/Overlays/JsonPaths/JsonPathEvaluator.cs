using System.Globalization;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>Evaluates queries over a document that can be edited.</summary>
/// <param name="root">The document.</param>
/// <param name="maxSteps">Values that may be looked at; descendants of descendants can be many more than the document has.</param>
internal sealed class JsonPathEvaluator(Draft root, int maxSteps)
{
    private int _steps;

    /// <summary>The values that a query selects, in the order of the document; null if finding them takes too many steps.</summary>
    public IReadOnlyList<JsonPathMatch>? Select(JsonPathQuery query)
    {
        var found = Select(query, root);
        return _steps > maxSteps ? null : found;
    }

    private List<JsonPathMatch> Select(JsonPathQuery query, Draft current)
    {
        List<JsonPathMatch> matches = [new(query.IsAbsolute ? root : current, null, "")];
        foreach (var segment in query.Segments)
        {
            var next = new List<JsonPathMatch>();
            foreach (var match in matches)
            {
                if (segment.IsDescendant)
                {
                    Descend(match.Value, segment.Selectors, next);
                }
                else
                {
                    Apply(match.Value, segment.Selectors, next);
                }
            }

            matches = next;
        }

        return matches;
    }

    private void Descend(Draft value, IReadOnlyList<JsonPathSelector> selectors, List<JsonPathMatch> found)
    {
        Apply(value, selectors, found);
        foreach (var child in Children(value))
        {
            Descend(child.Value, selectors, found);
        }
    }

    private void Apply(Draft value, IReadOnlyList<JsonPathSelector> selectors, List<JsonPathMatch> found)
    {
        foreach (var selector in selectors)
        {
            if (++_steps > maxSteps)
            {
                return;
            }

            switch (selector)
            {
                case NameSelector name when value is DraftObject o && o[name.Name] is { } member:
                    found.Add(new(member, value, name.Name));
                    break;
                case IndexSelector index when value is DraftList list
                    && (index.Index < 0 ? list.Items.Count + index.Index : index.Index) is var place && place >= 0
                        && place < list.Items.Count:
                    found.Add(new(list.Items[(int)place], value, ""));
                    break;
                case SliceSelector slice when value is DraftList list:
                    found.AddRange(Slice(list, slice));
                    break;
                case WildcardSelector:
                    found.AddRange(Children(value));
                    break;
                case FilterSelector filter:
                    found.AddRange(Children(value).Where(c => Holds(filter.Condition, c.Value)));
                    break;
            }
        }
    }

    private IEnumerable<JsonPathMatch> Children(Draft value)
    {
        if (value is DraftObject o)
        {
            _steps += o.Count;
            return _steps > maxSteps ? [] : o.Members.Select(m => new JsonPathMatch(m.Value, value, m.Name));
        }

        if (value is DraftList list)
        {
            _steps += list.Items.Count;
            return _steps > maxSteps ? [] : list.Items.Select(i => new JsonPathMatch(i, value, ""));
        }

        return [];
    }

    private static IEnumerable<JsonPathMatch> Slice(DraftList list, SliceSelector slice)
    {
        var count = list.Items.Count;
        var step = slice.Step;
        if (step == 0)
        {
            yield break;
        }

        var start = Normal(slice.Start ?? (step > 0 ? 0 : count - 1));
        var end = slice.End is { } given ? Normal(given) : step > 0 ? count : -1;
        var (lower, upper) = step > 0
            ? (Math.Clamp(start, 0, count), Math.Clamp(end, 0, count))
            : (Math.Clamp(end, -1, count - 1), Math.Clamp(start, -1, count - 1));
        for (var index = step > 0 ? lower : upper; step > 0 ? index < upper : index > lower; index += step)
        {
            yield return new(list.Items[(int)index], list, "");
        }

        long Normal(long index) => index < 0 ? count + index : index;
    }

    private bool Holds(JsonPathCondition condition, Draft current) => condition switch
    {
        OrCondition or => Holds(or.Left, current) || Holds(or.Right, current),
        AndCondition and => Holds(and.Left, current) && Holds(and.Right, current),
        NotCondition not => !Holds(not.Operand, current),
        ExistsCondition exists => Select(exists.Query, current).Count > 0,
        ComparisonCondition comparison => Compare(ValueOf(comparison.Left, current), comparison.Operator, ValueOf(comparison.Right, current)),
        _ => false,
    };

    // Null stands for nothing, which is something else than the JSON value null.
    private Draft? ValueOf(JsonPathOperand operand, Draft current) =>
        operand.Literal ?? (Select(operand.Query!, current) is [var match] ? match.Value : null);

    private static bool Compare(Draft? left, string comparison, Draft? right) => comparison switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "<" => IsLess(left, right),
        ">" => IsLess(right, left),
        "<=" => IsLess(left, right) || AreEqual(left, right),
        _ => IsLess(right, left) || AreEqual(left, right),
    };

    private static bool AreEqual(Draft? left, Draft? right) =>
        left is null || right is null ? left is null && right is null
        : NumberOf(left) is { } a && NumberOf(right) is { } b ? a == b
        : DraftView.Same(left, right);

    private static bool IsLess(Draft? left, Draft? right)
    {
        if (left is null || right is null)
        {
            return false;
        }

        return NumberOf(left) is { } a && NumberOf(right) is { } b ? a < b
            : DraftView.TextOf(left) is { } text && DraftView.TextOf(right) is { } other && string.CompareOrdinal(text, other) < 0;
    }

    private static double? NumberOf(Draft draft) =>
        DraftView.KindOf(draft) == NodeKind.Number
            && double.TryParse(DraftView.ScalarOf(draft), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
