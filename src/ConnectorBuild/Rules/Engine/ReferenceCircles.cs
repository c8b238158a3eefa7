using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Finds circles among the entries of a section: definitions, parameters or responses.</summary>
/// <param name="index">Resolves references.</param>
/// <param name="section">The section.</param>
/// <param name="stepsOf">The references of an entry that count.</param>
internal sealed class ReferenceCircles(DefinitionIndex index, Keyword section, Func<SourceNode, List<ReferenceStep>> stepsOf)
{
    private const int Done = -1;

    // The place of an entry on the way, or that nothing is left to see there.
    private readonly Dictionary<int, int> _places = [];
    private readonly List<Frame> _way = [];

    /// <summary>One circle for each way around, in the order of the text.</summary>
    public IReadOnlyList<ReferenceCircle> Find(SourceNode entries)
    {
        // Without references among them, there is nothing to walk.
        if (!entries.IsObject || entries.Document.ReferencesIn(entries).IsEmpty)
        {
            return [];
        }

        var circles = new List<ReferenceCircle>();
        foreach (var entry in entries.Children)
        {
            // Where no reference leads on, no circle comes back.
            if (!entry.Document.ReferencesIn(entry).IsEmpty)
            {
                Walk(entry, circles);
            }
        }

        return circles;
    }

    // Without recursion: a chain of references can be as long as the file.
    private void Walk(SourceNode entry, List<ReferenceCircle> circles)
    {
        Enter(entry, 0);
        while (_way.Count > 0)
        {
            var top = _way[^1];
            if (top.Next == top.Steps.Count)
            {
                _places[top.Entry.Index] = Done;
                _way.RemoveAt(_way.Count - 1);
                continue;
            }

            _way[^1] = top with { Next = top.Next + 1 };
            var step = top.Steps[top.Next];
            var required = top.Required + (step.Kind == ReferenceKind.Required ? 1 : 0);
            var target = index.Resolve(step.Reference, section);
            if (target.Exists && !Enter(target, required) && _places.TryGetValue(target.Index, out var place) && place >= 0)
            {
                circles.Add(Circle(place, step.Reference, required > _way[place].Required));
            }
        }
    }

    private bool Enter(SourceNode next, int required)
    {
        if (next.Document.ReferencesIn(next).IsEmpty || !_places.TryAdd(next.Index, Done))
        {
            return false;
        }

        var steps = stepsOf(next);
        if (steps.Count == 0)
        {
            return false;
        }

        _places[next.Index] = _way.Count;
        _way.Add(new(next, steps, 0, required));
        return true;
    }

    private ReferenceCircle Circle(int place, SourceNode closing, bool isRequired)
    {
        var shown = new List<ReferenceStep>();
        foreach (var frame in _way.Skip(place).Take(ReferenceCircle.MaxShown))
        {
            shown.Add(frame.Steps[frame.Next - 1]);
        }

        return new(_way[place].Entry, closing, shown, _way.Count - place, isRequired);
    }

    private readonly record struct Frame(SourceNode Entry, List<ReferenceStep> Steps, int Next, int Required);
}
