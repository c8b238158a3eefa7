using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// Merges what a schema is composed of. A referenced schema is flattened once, unless a circle through the schemas that are being flattened makes
/// its form depend on where it began.
/// </summary>
internal sealed class SchemaFlattener(OpenApiSources sources, LossList losses, ConversionBudget budget, SchemaKeywords keywords)
{
    // Deeper compositions would need the stack of a program that nests as deeply.
    private const int MaxDepth = 80;

    private readonly Dictionary<(SourceDocument, int, bool), DraftObject> _flat = [];
    private readonly Dictionary<(SourceDocument, int), int> _open = [];
    private readonly SchemaUnion _union = new(losses, budget);
    private int _lowestMet = int.MaxValue;
    private int _depth;

    /// <summary>Whether a schema is being flattened right now.</summary>
    public bool IsOpen(SourceNode schema) => _open.ContainsKey((schema.Document, schema.Index));

    /// <summary>The keywords of a schema without its parts.</summary>
    public DraftObject OwnKeywords(SchemaParts parts, SchemaPlace place)
    {
        var own = keywords.Convert(parts.Schema, place);
        if (parts.IsNullable && !own.Has("x-nullable"))
        {
            own.Set("x-nullable", Draft.Boolean(true, parts.Schema), parts.Schema);
            losses.Add(ConversionRules.Nullable, parts.Schema, "Swagger 2.0 has no null", "the value is marked with \"x-nullable\": true", "nothing has to be done");
        }

        return own;
    }

    /// <summary>A referenced schema as one object; null if it is being flattened already, so that it is composed of itself.</summary>
    public DraftObject? FlattenTarget(SourceNode target, SchemaPlace place)
    {
        var key = (target.Document, target.Index);
        if (_flat.TryGetValue((key.Document, key.Index, place.IsInlined), out var known))
        {
            return known;
        }

        if (_open.TryGetValue(key, out var met))
        {
            _lowestMet = Math.Min(_lowestMet, met);
            return null;
        }

        var depth = _open.Count;
        if (++_depth > MaxDepth)
        {
            _depth--;
            losses.Add(ConversionRules.TooLarge, target, $"The schema is composed of others more than {MaxDepth} deep", "nothing is written", "compose it of fewer schemas");
            return null;
        }

        var outer = _lowestMet;
        _lowestMet = int.MaxValue;
        _open[key] = depth;
        var flat = Flatten(SchemaParts.Of(target), place);
        _open.Remove(key);
        _depth--;
        if (_lowestMet >= depth)
        {
            _flat[(key.Document, key.Index, place.IsInlined)] = flat;
            _lowestMet = int.MaxValue;
        }

        _lowestMet = Math.Min(outer, _lowestMet);
        return flat;
    }

    /// <summary>A schema with its parts as one object.</summary>
    public DraftObject Flatten(SchemaParts parts, SchemaPlace place)
    {
        var own = OwnKeywords(parts, place);
        if (!parts.IsComposed || !budget.Spend(1, parts.Schema))
        {
            return SchemaDiscriminator.Apply(parts.Schema, own, [], losses);
        }

        var flat = FlattenAllOf(parts, place);
        flat = flat is null ? own : SchemaMerge.Both(flat, own, parts.Schema);
        var branches = new List<UnionBranch>();
        foreach (var (list, name) in (ReadOnlySpan<(IReadOnlyList<SourceNode>, string)>)[(parts.OneOf, "oneOf"), (parts.AnyOf, "anyOf")])
        {
            // Where a branch is the schema that this one is a part of, the union is the list of that schema's siblings.
            if (list.Count > 0 && !list.Any(IsOpenReference))
            {
                var all = list.Select(b => new UnionBranch(SchemaUnion.NameOf(b), FlattenPart(b, place))).ToList();
                branches.AddRange(all);
                var union = all.Count == 1 ? all[0].Schema : _union.Merge(all, parts.Schema[name], own.Has("properties"));
                flat = SchemaMerge.Both(union, flat, parts.Schema);
            }
        }

        return SchemaDiscriminator.Apply(parts.Schema, flat, branches, losses);
    }

    private DraftObject? FlattenAllOf(SchemaParts parts, SchemaPlace place)
    {
        var list = parts.Reference.IsString ? [parts.Schema, .. parts.AllOf] : parts.AllOf;
        if (list.Count == 0)
        {
            return null;
        }

        DraftObject? flat = null;
        foreach (var part in list)
        {
            var isOwn = part == parts.Schema;
            var next = isOwn ? FlattenReference(parts.Reference, place) : FlattenPart(part, place);
            flat = flat is null ? SchemaMerge.AsPart(next, list.Count == 1) : SchemaMerge.Both(flat, SchemaMerge.AsPart(next, false), parts.Schema);
            if (!budget.Spend(1 + flat.Count + ((flat["properties"] as DraftObject)?.Count ?? 0), parts.Schema))
            {
                break;
            }
        }

        if (parts.AllOf.Count > 0)
        {
            losses.Add(ConversionRules.AllOfMerged, parts.Schema["allOf"], "The platform does not look into \"allOf\"", "its parts are merged into one schema", "nothing has to be done");
        }

        return flat;
    }

    private DraftObject FlattenPart(SourceNode part, SchemaPlace place)
    {
        budget.Spend(1, part);
        if (SchemaParts.PureReference(part) is { Exists: true } reference)
        {
            return FlattenReference(reference, place);
        }

        return part.IsObject ? Flatten(SchemaParts.Of(part), place) : new DraftObject(part);
    }

    private DraftObject FlattenReference(SourceNode reference, SchemaPlace place)
    {
        var target = sources.Target(reference);
        if (!target.IsObject)
        {
            return new DraftObject(reference);
        }

        if (FlattenTarget(target, place) is { } flat)
        {
            return flat;
        }

        losses.Add(ConversionRules.ReferenceCircle, reference, "The schema is composed of itself by way of this reference", "the part is left out", "refer to the schema from a property instead");
        return new DraftObject(reference);
    }

    private bool IsOpenReference(SourceNode branch)
    {
        budget.Spend(1, branch);
        if (SchemaParts.PureReference(branch) is not { Exists: true } reference || sources.Target(reference) is not { Exists: true } target
            || !_open.TryGetValue((target.Document, target.Index), out var met))
        {
            return false;
        }

        _lowestMet = Math.Min(_lowestMet, met);
        return true;
    }
}
