using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// Questions about schemas that need their references followed. Every answer is bounded: references may form circles and long chains.
/// </summary>
internal sealed class SchemaGraph(DefinitionIndex index)
{
    /// <summary>Counting stops here.</summary>
    public const int MaxCount = 100_000;

    private const int MaxDepth = 100;
    private const int MaxVisits = 2_000;

    // Asked ten thousand times about a schema of ten thousand properties, answering honestly would take minutes. Real documents stay far below.
    private const int MaxSteps = 20_000_000;

    private readonly Dictionary<int, int> _counts = [];
    private int _steps;

    /// <summary>Where a path of properties leads.</summary>
    /// <param name="Step">Whether it leads somewhere.</param>
    /// <param name="Node">The schema at its end; where it breaks off, the last one on the way.</param>
    /// <param name="Segment">The name at which it breaks off; empty if it does not.</param>
    internal readonly record struct Arrival(Step Step, SourceNode Node, string Segment);

    internal enum Step
    {
        /// <summary>It is there.</summary>
        Found,

        /// <summary>It is not there.</summary>
        Missing,

        /// <summary>The schema does not say: it is open, dynamic or empty.</summary>
        Unknown,
    }

    /// <summary>How many schemas a schema consists of, itself and references included; circles count once.</summary>
    public int Count(SourceNode schema) => schema.IsObject ? Count(schema, 0) : 0;

    /// <summary>The schema of an operation's first successful answer, else of its default one, behind references; missing if there is none.</summary>
    public SourceNode AnswerOf(OperationSite operation)
    {
        SourceNode any = default;
        foreach (var declared in operation.Responses.Members)
        {
            var name = declared.RawName;
            if ((name.StartsWith("2"u8) || name.SequenceEqual("default"u8))
                && index.Follow(declared, Keyword.Responses)[Keyword.Schema] is { IsObject: true } schema)
            {
                if (name[0] == (byte)'2')
                {
                    return index.Follow(schema, Keyword.Definitions);
                }

                any = schema;
            }
        }

        return index.Follow(any, Keyword.Definitions);
    }

    /// <summary>Whether a schema or one of its properties is an array, or could be.</summary>
    public bool HasList(SourceNode schema)
    {
        schema = index.Follow(schema, Keyword.Definitions);
        if (IsOpen(schema) || schema[Keyword.Type].TextEquals("array") || schema[Keyword.AllOf].Exists)
        {
            return true;
        }

        foreach (var property in schema[Keyword.Properties].Members)
        {
            var target = index.Follow(property, Keyword.Definitions);
            if (++_steps > MaxSteps || target[Keyword.Type].TextEquals("array") || target[Keyword.Items].Exists || IsOpen(target))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a schema that is not a reference says that it is something else than an array.</summary>
    public static bool IsKnownNoList(SourceNode schema) =>
        !IsOpen(schema)
        && !schema[Keyword.Items].Exists
        && !schema[Keyword.AllOf].Exists
        && (schema[Keyword.Type].Text
            ?? (schema[Keyword.Properties].Exists ? "object" : "array")) is "object" or "string" or "number" or "integer" or "boolean";

    /// <summary>Follows a path of properties, such as <c>value/items</c>.</summary>
    public Arrival Navigate(SourceNode schema, string path)
    {
        // A slash may also be part of a name.
        if (Enter(schema, path, out var found, 0) != Step.Found)
        {
            found = schema;
            foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                var holder = found;
                var step = Enter(holder, segment, out found, 0);
                if (step != Step.Found)
                {
                    return new(step, holder, segment);
                }
            }
        }

        found = index.Follow(found, Keyword.Definitions);
        return new(found.Exists && !IsDynamic(found) ? Step.Found : Step.Unknown, found, "");
    }

    /// <summary>The names of a schema's properties.</summary>
    public IReadOnlyList<string> PropertyNames(SourceNode schema)
    {
        var names = new List<string>();
        AddPropertyNames(schema, names, []);
        return names;
    }

    /// <summary>Whether a schema has a property of that name, however deep; true also where one cannot know.</summary>
    public bool HasPropertyNamed(SourceNode schema, string name) =>
        schema.Exists && (Descendants(schema, s => IsDynamic(s) || index.Members.Find(s[Keyword.Properties], name).Exists) || IsExhausted);

    /// <summary>The properties of a schema, however deep, that a predicate picks.</summary>
    public IReadOnlyList<SourceNode> Properties(SourceNode schema, Func<SourceNode, bool> predicate)
    {
        var found = new List<SourceNode>();
        Descendants(schema, s =>
        {
            foreach (var property in s[Keyword.Properties].Members)
            {
                if (predicate(property))
                {
                    found.Add(property);
                }
            }

            return false;
        });
        return found;
    }

    private void AddPropertyNames(SourceNode schema, List<string> names, HashSet<int> seen)
    {
        schema = index.Follow(schema, Keyword.Definitions);
        if (!schema.Exists || !seen.Add(schema.Index) || seen.Count > MaxDepth)
        {
            return;
        }

        foreach (var property in schema[Keyword.Properties].Members)
        {
            names.Add(property.Name);
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            AddPropertyNames(part, names, seen);
        }
    }

    private bool IsExhausted => _steps > MaxSteps;

    private bool Descendants(SourceNode schema, Func<SourceNode, bool> stop)
    {
        var seen = new HashSet<int>();
        var open = new Stack<SourceNode>();
        open.Push(schema);
        while (open.TryPop(out var next) && seen.Count < MaxVisits && !IsExhausted)
        {
            var current = index.Follow(next, Keyword.Definitions);
            if (!current.IsObject || !seen.Add(current.Index))
            {
                continue;
            }

            if (stop(current))
            {
                return true;
            }

            foreach (var child in Parts(current))
            {
                _steps++;
                open.Push(child);
            }
        }

        return false;
    }

    private Step Enter(SourceNode schema, string name, out SourceNode found, int depth)
    {
        found = default;
        schema = index.Follow(schema, Keyword.Definitions);
        if (!schema.IsObject || depth > MaxDepth || ++_steps > MaxSteps)
        {
            return Step.Unknown;
        }

        if (index.Members.Find(schema[Keyword.Properties], name) is { Exists: true } property)
        {
            found = property;
            return Step.Found;
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            var step = Enter(part, name, out found, depth + 1);
            if (step != Step.Missing)
            {
                return step;
            }
        }

        return IsOpen(schema) ? Step.Unknown : Step.Missing;
    }

    private int Count(SourceNode schema, int depth)
    {
        if (depth > MaxDepth)
        {
            return 0;
        }

        if (schema[Keyword.Ref] is { Exists: true } reference)
        {
            var target = index.Resolve(reference, Keyword.Definitions);
            if (!target.IsObject)
            {
                return 1;
            }

            if (!_counts.TryGetValue(target.Index, out var known))
            {
                // Zero while it is being counted: a circle adds nothing.
                _counts[target.Index] = 0;
                known = Count(target, depth + 1);
                _counts[target.Index] = known;
            }

            return known;
        }

        var count = 1;
        foreach (var member in schema.Members)
        {
            switch (member.Keyword)
            {
                case Keyword.Items or Keyword.AdditionalProperties when member.IsObject:
                    count += Count(member, depth + 1);
                    break;
                case Keyword.Properties or Keyword.AllOf:
                    foreach (var part in member.Children)
                    {
                        count += part.IsObject ? Count(part, depth + 1) : 0;
                    }

                    break;
            }

            count = Math.Min(MaxCount, count);
        }

        return count;
    }

    private static List<SourceNode> Parts(SourceNode schema)
    {
        var parts = new List<SourceNode>();
        foreach (var property in schema[Keyword.Properties].Members)
        {
            if (property.IsObject)
            {
                parts.Add(property);
            }
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            parts.Add(part);
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Items, Keyword.AdditionalProperties])
        {
            if (schema[keyword] is { IsObject: true } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    // An object that lists no properties, allows more than it lists, or has subtypes, may hold anything.
    private static bool IsOpen(SourceNode schema) =>
        !schema.IsObject
        || IsDynamic(schema)
        || schema[Keyword.Discriminator].Exists
        || (!schema[Keyword.Properties].Exists && !schema[Keyword.Items].Exists && !schema[Keyword.AllOf].Exists
            && schema[Keyword.Type].Text is null or "object" or "file")
        || schema[Keyword.AdditionalProperties].IsObject
        || schema[Keyword.AdditionalProperties].IsTrue;

    private static bool IsDynamic(SourceNode schema) =>
        schema[Keyword.XMsDynamicSchema].Exists || schema[Keyword.XMsDynamicProperties].Exists;
}
