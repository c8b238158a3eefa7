using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Overlays.JsonPaths;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Overlays;

/// <summary>Applies overlays to a document. What they add keeps its place in the overlay.</summary>
internal sealed class OverlayApplier(LossList losses, CancellationToken cancellationToken)
{
    // Per action: an overlay searches a document of a few hundred thousand values, perhaps with one search inside of another.
    private const int MaxSteps = 2_000_000;
    private const int MaxAdded = 300_000;

    private int _added;

    /// <summary>Applies actions in their order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="actions">The actions of all overlays.</param>
    /// <returns>The changed document; null if it could not be written.</returns>
    public SourceDocument? Apply(SourceDocument document, IReadOnlyList<OverlayAction> actions)
    {
        var root = EditableDraft.Of(document.Root);
        foreach (var action in actions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Apply(action, root))
            {
                break;
            }
        }

        return DraftWriter.Write(root, int.MaxValue / 2, [], cancellationToken);
    }

    // False where going on would only take more time.
    private bool Apply(OverlayAction action, Draft root)
    {
        var matches = new JsonPathEvaluator(root, MaxSteps).Select(action.Target);
        if (matches is null)
        {
            Refuse(action, "Finding the targets takes too long", "name the way to the target instead of searching for it with '..'");
            return false;
        }

        if (matches.Count == 0)
        {
            losses.Add(
                ConversionRules.OverlayUnmatched, action.Node["target"],
                $"The target {ValueText.Of(action.Node["target"])} matches nothing in the document", "the action does nothing",
                "correct the target, or remove the action");
            return true;
        }

        var distinct = matches.DistinctBy(m => m.Value, ReferenceEqualityComparer.Instance).ToList();
        if (action.IsRemoval)
        {
            Remove(action, distinct);
            return true;
        }

        foreach (var match in distinct)
        {
            if (Source(action, root) is not { } update)
            {
                break;
            }

            Merge(action, match, update);
        }

        return _added <= MaxAdded;
    }

    private Draft? Source(OverlayAction action, Draft root)
    {
        if (_added > MaxAdded)
        {
            Refuse(action, "The overlay makes the document far larger than it was", "let the target match less");
            return null;
        }

        if (action.Copy is null)
        {
            _added += action.Update.Document.Nodes[action.Update.Index].Next - action.Update.Index;
            return EditableDraft.Of(action.Update);
        }

        if (new JsonPathEvaluator(root, MaxSteps).Select(action.Copy) is [var source])
        {
            return EditableDraft.Clone(source.Value, ref _added);
        }

        Refuse(action, $"\"copy\" must select one value, and {ValueText.Of(action.Node["copy"])} does not", "correct the path");
        return null;
    }

    private void Merge(OverlayAction action, JsonPathMatch match, Draft update)
    {
        switch (match.Value, update)
        {
            case (DraftObject target, DraftObject changes):
                MergeObjects(target, changes);
                break;
            case (DraftList target, DraftList additions):
                target.Items.AddRange(additions.Items);
                break;
            case (DraftList target, _):
                target.Items.Add(update);
                break;
            case (DraftObject, _):
                Refuse(
                    action, $"The target {ValueText.Of(action.Node["target"])} is an object, and the update is not",
                    "write an object with the members to change");
                break;
            default:
                Replace(match, update);
                break;
        }
    }

    private static void MergeObjects(DraftObject target, DraftObject changes)
    {
        foreach (var change in changes.Members)
        {
            switch (target[change.Name], change.Value)
            {
                case (DraftObject there, DraftObject here):
                    MergeObjects(there, here);
                    break;
                case (DraftList there, DraftList here):
                    there.Items.AddRange(here.Items);
                    break;
                default:
                    target.Set(change.Name, change.Value, change.NameOrigin);
                    break;
            }
        }
    }

    private static void Replace(JsonPathMatch match, Draft update)
    {
        if (match.Parent is DraftObject o)
        {
            o.Set(match.Name, update);
        }
        else if (match.Parent is DraftList list)
        {
            list.Items[list.Items.FindIndex(i => ReferenceEquals(i, match.Value))] = update;
        }
    }

    private void Remove(OverlayAction action, List<JsonPathMatch> matches)
    {
        foreach (var group in matches.GroupBy(m => m.Parent, ReferenceEqualityComparer.Instance))
        {
            var values = new HashSet<Draft>(group.Select(m => m.Value), ReferenceEqualityComparer.Instance);
            if (group.Key is DraftObject o)
            {
                o.RemoveAll(values);
            }
            else if (group.Key is DraftList list)
            {
                list.Items.RemoveAll(values.Contains);
            }
            else
            {
                Refuse(action, "The whole document cannot be removed", "name what is to be removed");
            }
        }
    }

    private void Refuse(OverlayAction action, string what, string keep) =>
        losses.Add(ConversionRules.OverlayAction, action.Node["target"], what, "the action is not applied", keep);
}
