namespace ConnectorBuild.Definition;

/// <summary>How many slips of the keyboard lie between two names, case not counted.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Counts a character too many, too few or wrong, and two neighbours that are swapped, as one each (Damerau's distance, each place
    /// edited once).
    /// </summary>
    /// <param name="left">One name.</param>
    /// <param name="right">The other.</param>
    /// <param name="bound">Counting stops here.</param>
    /// <returns>The distance, at most the bound.</returns>
    public static int Between(string left, string right, int bound)
    {
        var width = right.Length + 1;
        Span<int> rows = width <= 128 ? stackalloc int[3 * width] : new int[3 * width];
        var before = rows[..width];
        var previous = rows[width..(2 * width)];
        var current = rows[(2 * width)..];
        for (var column = 0; column < width; column++)
        {
            previous[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            current[0] = line;
            var least = line;
            for (var column = 1; column < width; column++)
            {
                var same = Same(left[line - 1], right[column - 1]);
                var cost = Math.Min(Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && Same(left[line - 1], right[column - 2]) && Same(left[line - 2], right[column - 1]))
                {
                    cost = Math.Min(cost, before[column - 2] + 1);
                }

                current[column] = cost;
                least = Math.Min(least, cost);
            }

            // A swap looks back one line more.
            if (least > bound)
            {
                return bound;
            }

            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return Math.Min(bound, previous[right.Length]);
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
