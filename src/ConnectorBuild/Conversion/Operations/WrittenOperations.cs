namespace ConnectorBuild.Conversion.Operations;

/// <summary>The operations that can be written, as far as their paths say.</summary>
internal static class WrittenOperations
{
    /// <summary>Those whose path the platform takes, and tells from the paths before.</summary>
    public static IEnumerable<OperationEntry> Of(IReadOnlyList<OperationEntry> operations)
    {
        var paths = new Dictionary<string, OperationEntry>(StringComparer.OrdinalIgnoreCase);
        var shapes = new Dictionary<string, OperationEntry>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (PathVariables.Parse(operation.Path).Path is not { } path)
            {
                continue;
            }

            paths.TryAdd(path, operation);
            var shape = $"{operation.Method} {PathVariables.ShapeOf(path)}";
            if (paths[path].PathMember == operation.PathMember && shapes.TryAdd(shape, operation))
            {
                yield return operation;
            }
        }
    }
}
