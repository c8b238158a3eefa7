using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>
/// Compares schemas. A definition that many operations share is compared once for each direction and reported once, with the operations that it
/// reaches: the work grows with the size of the document, not with what its references would unfold to.
/// </summary>
internal sealed class SchemaComparer(DefinitionView was, DefinitionView becomes, DifferenceList found)
{
    // Deeper than that no designer shows, and a schema nests without references only by hand.
    private const int MaxDepth = 64;

    private readonly Dictionary<SchemaOwner, HashSet<SchemaOwner>> _usedBy = [];
    private readonly Queue<SchemaOwner> _waiting = new();
    private readonly HashSet<(string, string, bool)> _pairs = [];
    private readonly List<SchemaDifference> _ofDefinitions = [];

    /// <summary>Compares the schemas of an operation's parameter or response.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="place">Where in the operation, for example <c>body</c> or <c>response 200</c>.</param>
    /// <param name="isInput">Whether flows send it; otherwise they receive it.</param>
    /// <param name="a">The current state.</param>
    /// <param name="b">What is wanted.</param>
    public void Compare(OperationView operation, string place, bool isInput, JsonElement a, JsonElement b) =>
        Compare(new SchemaOwner(operation.Subject, operation.Key, isInput), place, a, b, 0);

    /// <summary>Compares what was put off, and reports it.</summary>
    public void Finish()
    {
        while (_waiting.TryDequeue(out var owner))
        {
            Compare(owner, "", was.Find("definitions", owner.Name), becomes.Find("definitions", owner.Name), 0);
        }

        foreach (var same in _ofDefinitions.GroupBy(d => (d.Owner.Subject, d.Text)))
        {
            var users = same.SelectMany(d => OperationsOf(d.Owner)).Distinct(StringComparer.Ordinal).ToList();
            found.Add(same.Key.Subject, $"{same.Key.Text} (in {JsonView.List(users)})", same.Any(d => d.Breaks));
        }
    }

    /// <summary>Whether a definition was reached by an operation.</summary>
    public bool IsReached(string definition) => _usedBy.Keys.Any(o => !o.IsOperation && o.Name == definition);

    private void Compare(SchemaOwner owner, string place, JsonElement a, JsonElement b, int depth)
    {
        var (nameA, nameB) = (DefinitionView.Reference(a, "definitions"), DefinitionView.Reference(b, "definitions"));
        if (nameA is not null && nameA == nameB)
        {
            Use(owner, nameA);
            return;
        }

        if (depth > MaxDepth || (nameA is not null && nameB is not null && !_pairs.Add((nameA, nameB, owner.IsInput))))
        {
            return;
        }

        (a, b) = (was.Follow(a, "definitions"), becomes.Follow(b, "definitions"));
        if (!a.Exists() || !b.Exists())
        {
            if (a.Exists())
            {
                Report(owner, place, "loses its schema", true);
            }
            else if (b.Exists())
            {
                Report(owner, place, "gets a schema", false);
            }

            return;
        }

        ValueComparer.Compare(a, b, owner.IsInput, (text, breaks) => Report(owner, place, text, breaks));
        if (a.Get("items").Exists() || b.Get("items").Exists())
        {
            Compare(owner, place + "[]", a.Get("items"), b.Get("items"), depth + 1);
        }

        Properties(owner, place, a, b, depth);
    }

    private void Properties(SchemaOwner owner, string place, JsonElement a, JsonElement b, int depth)
    {
        var (before, after) = (ObjectShape.Of(was, a), ObjectShape.Of(becomes, b));
        foreach (var (name, (schema, isRequired)) in before)
        {
            var at = place.Length == 0 ? name : $"{place}.{name}";
            if (!after.TryGetValue(name, out var now))
            {
                Report(owner, $"property '{at}'", "is removed", true);
                continue;
            }

            if (isRequired != now.IsRequired)
            {
                Report(
                    owner,
                    $"property '{at}'",
                    now.IsRequired ? "is required now" : owner.IsInput ? "is no longer required" : "may be missing now",
                    owner.IsInput && !ValueComparer.MustBeGiven(schema, isRequired) && ValueComparer.MustBeGiven(now.Schema, now.IsRequired));
            }

            Compare(owner, at, schema, now.Schema, depth + 1);
        }

        foreach (var (name, (schema, isRequired)) in after.Where(p => !before.ContainsKey(p.Key)))
        {
            var at = place.Length == 0 ? name : $"{place}.{name}";
            var mustBeGiven = owner.IsInput && ValueComparer.MustBeGiven(schema, isRequired);
            Report(owner, $"property '{at}'", mustBeGiven ? "is added and required: existing flows do not send it" : "is added", mustBeGiven);
        }
    }

    private void Use(SchemaOwner user, string name)
    {
        var owner = new SchemaOwner($"definition '{name}'", name, user.IsInput) { IsOperation = false };
        if (!_usedBy.TryGetValue(owner, out var users))
        {
            _usedBy[owner] = users = [];
            _waiting.Enqueue(owner);
        }

        users.Add(user);
    }

    private void Report(SchemaOwner owner, string place, string text, bool breaks)
    {
        var sentence = place.Length == 0 ? text : $"{place} {text}";
        if (owner.IsOperation)
        {
            found.Add(owner.Subject, sentence, breaks);
        }
        else
        {
            _ofDefinitions.Add(new SchemaDifference(owner, sentence, breaks));
        }
    }

    private IEnumerable<string> OperationsOf(SchemaOwner owner)
    {
        var seen = new HashSet<SchemaOwner> { owner };
        var waiting = new Queue<SchemaOwner>(seen);
        while (waiting.TryDequeue(out var next))
        {
            if (next.IsOperation)
            {
                yield return next.Name;
            }

            foreach (var user in _usedBy.GetValueOrDefault(next) ?? [])
            {
                if (seen.Add(user))
                {
                    waiting.Enqueue(user);
                }
            }
        }
    }

    private sealed record SchemaDifference(SchemaOwner Owner, string Text, bool Breaks);
}

/// <summary>Whose schema it is: an operation's own, or a definition's.</summary>
internal sealed record SchemaOwner(string Subject, string Name, bool IsInput)
{
    public bool IsOperation { get; init; } = true;
}
