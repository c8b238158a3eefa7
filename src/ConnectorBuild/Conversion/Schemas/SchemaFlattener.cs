using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// Merges what a schema is composed of. A referenced schema is flattened once, unless it leads back to one that is being flattened: then its form
/// depends on where that began.
/// </summary>
internal sealed class SchemaFlattener(OpenApiSources sources, LossList losses, ConversionBudget budget, SchemaSorts sorts, SchemaKeywords keywords)
{
    // Deeper compositions would need the stack of a program that nests as deeply.
    private const int MaxDepth = 80;

    private readonly Dictionary<(SourceDocument, int, bool, bool), DraftObject> _flat = [];
    private readonly HashSet<(SourceDocument, int, bool)> _active = [];
    private readonly SchemaUnion _union = new(losses, budget);
    private readonly SchemaConflicts _conflicts = new(losses);

    // The schemas that are being flattened, with their order. What a property holds is not a part of them, so it begins with none.
    private Dictionary<(SourceDocument, int), int> _open = [];
    private int _lastUnion = -1;
    private int _met;
    private int _depth;

    /// <summary>The keywords of a schema without its parts.</summary>
    public DraftObject OwnKeywords(SchemaParts parts, SchemaPlace place)
    {
        var (open, union, met) = (_open, _lastUnion, _met);
        (_open, _lastUnion) = ([], -1);
        var own = keywords.Convert(parts.Schema, place);
        (_open, _lastUnion, _met) = (open, union, met);
        if (parts.IsNullable && !own.Has("x-nullable"))
        {
            own.Set("x-nullable", Draft.Boolean(true, parts.Schema), parts.Schema);
            losses.Add(
                ConversionRules.Nullable, parts.Schema, "Swagger 2.0 has no null", "the value is marked with \"x-nullable\": true",
                "nothing has to be done");
        }

        return own;
    }

    /// <summary>A referenced schema as one object; null if it is being flattened already, so that it is composed of itself.</summary>
    public DraftObject? FlattenTarget(SourceNode target, SchemaPlace place)
    {
        var key = (target.Document, target.Index);
        if (_flat.TryGetValue((key.Document, key.Index, place.IsInlined, place.IsForm), out var known))
        {
            return known;
        }

        // The second half is for schemas that are not objects but have properties: they are not kept as references.
        if (_open.ContainsKey(key) || !_active.Add((key.Document, key.Index, place.IsInlined)))
        {
            _met++;
            return null;
        }

        if (++_depth > MaxDepth)
        {
            _depth--;
            _active.Remove((key.Document, key.Index, place.IsInlined));
            losses.Add(
                ConversionRules.TooLarge, target, $"The schema is composed of others more than {MaxDepth} deep", "nothing is written",
                "compose it of fewer schemas");
            return null;
        }

        var before = _met;
        _open[key] = _open.Count;
        var flat = Flatten(SchemaParts.Of(target, sources), place);
        _open.Remove(key);
        _active.Remove((key.Document, key.Index, place.IsInlined));
        _depth--;
        if (_met == before)
        {
            _flat[(key.Document, key.Index, place.IsInlined, place.IsForm)] = flat;
        }

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
        flat = flat is null ? own : SchemaMerge.Both(WithoutDefaultOf(own, flat), own, parts.Schema, conflicts: _conflicts);
        var branches = new List<UnionBranch>();
        foreach (var (list, name) in (ReadOnlySpan<(IReadOnlyList<SourceNode>, string)>)[(parts.OneOf, "oneOf"), (parts.AnyOf, "anyOf")])
        {
            // Where a branch is the schema that this one is a part of, the union is the list of that schema's siblings.
            if (list.Count > 0 && AreMixed(list, own))
            {
                _union.Report(list, new DraftObject(parts.Schema), flat, parts.Schema[name]);
            }
            else if (list.Count > 0 && !list.Any(IsOpenReference))
            {
                var outer = _lastUnion;
                _lastUnion = _open.Count - 1;
                var all = list.Select(b => new UnionBranch(b, FlattenPart(b, place))).ToList();
                _lastUnion = outer;
                branches.AddRange(all);
                var (union, isLoss) = all.Count == 1 ? (all[0].Schema, false) : _union.Merge(all, parts.Schema[name]);
                flat = SchemaMerge.Both(flat, union, parts.Schema, firstWins: true);
                if (isLoss)
                {
                    _union.Report(list, union, flat, parts.Schema[name]);
                }
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
        var isNullable = true;
        foreach (var part in list)
        {
            var isOwn = part == parts.Schema;
            var next = isOwn ? FlattenReference(parts.Reference, place) : FlattenPart(part, place);
            isNullable &= next.Has("x-nullable");
            next = list.Count == 1 ? next : SchemaAllOfPart.Of(next, losses);
            flat = flat is null ? next : SchemaMerge.Both(flat, next, parts.Schema, conflicts: _conflicts);
            if (!budget.Spend(1 + flat.Count + ((flat["properties"] as DraftObject)?.Count ?? 0), parts.Schema))
            {
                break;
            }
        }

        if (isNullable && !flat!.Has("x-nullable"))
        {
            flat = flat.Clone().Set("x-nullable", Draft.Boolean(true, parts.Schema), parts.Schema);
        }

        if (parts.AllOf.Count > 0)
        {
            losses.Add(
                ConversionRules.AllOfMerged, parts.Schema["allOf"], "The platform does not look into \"allOf\"",
                "its parts are merged into one schema", "nothing has to be done");
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

        return part.IsObject ? Flatten(SchemaParts.Of(part, sources), place) : new DraftObject(part);
    }

    private DraftObject FlattenReference(SourceNode reference, SchemaPlace place)
    {
        var target = sources.FollowAliases(reference);
        if (!target.IsObject)
        {
            return new DraftObject(reference);
        }

        if (FlattenTarget(target, place) is { } flat)
        {
            return flat;
        }

        // A branch that inherits from the schema whose branch it is adds nothing to that schema: its content is there already.
        if (_open.TryGetValue((target.Document, target.Index), out var order) && order <= _lastUnion)
        {
            return new DraftObject(reference);
        }

        losses.Add(
            ConversionRules.ReferenceCircle, reference, "The schema is composed of itself by way of this reference",
            "the part is left out", "refer to the schema from a property instead");
        return new DraftObject(reference);
    }

    // What is said beside the parts is meant to be another default than theirs.
    private static DraftObject WithoutDefaultOf(DraftObject own, DraftObject flat)
    {
        if (!own.Has("default") || !flat.Has("default"))
        {
            return flat;
        }

        var kept = flat.Clone();
        kept.Remove("default");
        return kept;
    }

    // A text or an object, say: nothing that both have could be written.
    private bool AreMixed(IReadOnlyList<SourceNode> branches, DraftObject own)
    {
        budget.Spend(branches.Count, own.Origin);
        var found = branches.Select(sorts.Of).Distinct().ToList();
        return found.Count > 2 || (found.Count == 2 && !(found.Contains(SchemaSort.Anything) && own.Has("properties")));
    }

    private bool IsOpenReference(SourceNode branch)
    {
        budget.Spend(1, branch);
        var isOpen = SchemaParts.PureReference(branch) is { Exists: true } reference
            && sources.FollowAliases(reference) is { Exists: true } target && _open.ContainsKey((target.Document, target.Index));
        _met += isOpen ? 1 : 0;
        return isOpen;
    }
}
