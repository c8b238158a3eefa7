using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The parameters of a path, and of each of its operations, which may replace those of the path.</summary>
internal sealed class PathParameters
{
    private readonly Dictionary<OperationEntry, List<DraftObject>> _ofOperations = [];

    /// <param name="list">The path's list in the document.</param>
    /// <param name="ofPath">What that list became.</param>
    /// <param name="ofOperations">What the lists of the operations became.</param>
    public PathParameters(
        SourceNode list, List<ConvertedParameter> ofPath, IEnumerable<(OperationEntry Operation, List<ConvertedParameter> Parameters)> ofOperations)
    {
        List = list;
        var operations = ofOperations.Select(
            o => (o.Operation, Own: o.Parameters, Given: o.Parameters.Select(p => p.Given).ToHashSet(), Written: o.Parameters.Select(p => p.Written).ToHashSet()))
            .ToList();

        // An object is written as its properties: an operation that replaces the object does not name each of them, and they would stay at the path.
        var moved = ofPath.Where(p => operations.Exists(o => o.Given.Contains(p.Given) && !o.Written.Contains(p.Written))).Select(p => p.Given).ToHashSet();
        Shared = [.. ofPath.Where(p => !moved.Contains(p.Given)).Select(p => p.Draft)];
        foreach (var (operation, own, given, _) in operations)
        {
            _ofOperations[operation] =
                [.. own.Select(o => o.Draft), .. ofPath.Where(p => moved.Contains(p.Given) && !given.Contains(p.Given)).Select(p => p.Draft)];
        }
    }

    /// <summary>The path's list in the document.</summary>
    public SourceNode List { get; }

    /// <summary>The parameters that stand at the path, for all of its operations.</summary>
    public IReadOnlyList<DraftObject> Shared { get; }

    /// <summary>The parameters that stand at an operation.</summary>
    public List<DraftObject> Of(OperationEntry operation) => [.. _ofOperations[operation]];
}
