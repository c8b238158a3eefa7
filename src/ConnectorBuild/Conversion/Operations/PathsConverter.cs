using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts the paths with the operations that were selected.</summary>
internal sealed class PathsConverter(OperationConverter operations, ParameterConverter parameters, ServerReader servers, LossList losses)
{
    private readonly Dictionary<string, (string Written, string Path)> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    /// <summary>Converts paths.</summary>
    /// <param name="paths">The member of the document.</param>
    /// <param name="selected">The operations, in the order of the document.</param>
    /// <param name="server">The server that the connector calls; null if none is known.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public DraftObject Convert(SourceNode paths, IReadOnlyList<OperationEntry> selected, ServerAddress? server, CancellationToken cancellationToken)
    {
        var converted = new DraftObject(paths);
        foreach (var group in Grouped(selected))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ConvertPath(group, server, converted);
        }

        return converted;
    }

    private void ConvertPath(List<OperationEntry> group, ServerAddress? server, DraftObject converted)
    {
        var first = group[0];
        var before = parameters.StylesOf([first.PathItem[Keyword.Parameters], .. group.Select(e => e.Operation[Keyword.Parameters])]);
        var path = PathVariables.Parse(first.Path, before);
        if (path.Path is null)
        {
            LostAll(
                group, $"The path '{ValueText.Shorten(first.Path)}' {path.Fault}, which the platform refuses",
                "describe the operation with parameters, or call it from custom code");
            return;
        }

        var prefix = Prefix(first.PathItem, server);
        path = Distinct(path, prefix, first);
        var written = prefix + path.Path;
        if (!_paths.TryAdd(written, (written, first.Path)))
        {
            LostAll(
                group,
                $"The path '{ValueText.Shorten(first.Path)}' differs from '{ValueText.Shorten(_paths[written].Path)}' only in case or in "
                    + "what frameworks add to variables, and the platform does not tell them apart",
                "give the paths different segments");
            return;
        }

        if (before.Values.Any(b => b.Length > 0))
        {
            losses.Add(
                ConversionRules.ParameterDetail, first.PathMember, "Swagger 2.0 has no styles of path parameters",
                $"the path holds what the style puts before the value: '{ValueText.Shorten(written)}'", "nothing has to be done: requests are the same");
        }

        if (PathVariables.Parse(first.Path).Path != first.Path)
        {
            losses.Add(
                ConversionRules.PathChanged, first.PathMember,
                $"The path '{ValueText.Shorten(first.Path)}' {path.Oddity}, which the platform does not take",
                $"it is written '{ValueText.Shorten(written)}'",
                "write the path, and the names of its parameters, like that in the document or by an overlay");
        }

        var item = new DraftObject(first.PathItem);
        var kept = group.Where(e => !IsTwin(e, written)).ToList();
        var lists = ParametersOf(first, kept, path);
        if (lists.Shared is { Count: > 0 } shared)
        {
            var list = new DraftList(lists.List);
            list.Items.AddRange(shared);
            item.Set("parameters", list, lists.List);
        }

        operations.CopyExtensions(first.PathItem, item);
        foreach (var entry in kept)
        {
            item.Set(entry.Method, operations.Convert(entry, path, lists, item), entry.Member);
            ReportServer(entry.Operation[Keyword.Servers], server, entry.Label);
        }

        ReportServer(first.PathItem[Keyword.Servers], server, first.Path, prefix);
        if (kept.Count > 0)
        {
            converted.Set(written, item, first.PathMember);
        }
    }

    private PathParameters ParametersOf(OperationEntry first, List<OperationEntry> kept, PathVariables path)
    {
        var list = first.PathItem[Keyword.Parameters];
        return new(
            list, parameters.Convert(list, path, PascalCase.Of(first.Path)),
            kept.Select(e => (e, parameters.Convert(e.Operation[Keyword.Parameters], path, PascalCase.Of(e.Id)))));
    }

    // The platform takes two paths that differ in the names of their variables, as long as their methods differ, but not in letter case only.
    private PathVariables Distinct(PathVariables path, string prefix, OperationEntry first)
    {
        if (!_paths.TryGetValue(prefix + path.Path, out var other) || other.Written == prefix + path.Path
            || PathVariables.ShapeOf(other.Written) != PathVariables.ShapeOf(prefix + path.Path))
        {
            return path;
        }

        var number = 2;
        while (_paths.ContainsKey(prefix + path.Numbered(number).Path))
        {
            number++;
        }

        var distinct = path.Numbered(number);
        losses.Add(
            ConversionRules.PathChanged, first.PathMember,
            $"The path '{ValueText.Shorten(first.Path)}' differs from '{ValueText.Shorten(other.Path)}' in the letter case of its variables, which the "
                + "platform does not tell apart",
            $"it is written '{ValueText.Shorten(prefix + distinct.Path)}'", "name the variables alike, under one path, in the document or by an overlay");
        return distinct;
    }

    private bool IsTwin(OperationEntry entry, string written)
    {
        var shape = $"{entry.Method} {PathVariables.ShapeOf(written)}";
        if (!written.Contains('{', StringComparison.Ordinal) || _shapes.TryAdd(shape, entry.Path))
        {
            return false;
        }

        LostAll(
            [entry],
            $"{entry.Label} cannot be told from '{ValueText.Shorten(_shapes[shape])}': they differ only in the names of their variables",
            "give the paths different segments");
        return true;
    }

    // A server that differs only in a longer path can be said: as the beginning of the paths.
    private string Prefix(SourceNode pathItem, ServerAddress? server)
    {
        var own = servers.Read(pathItem[Keyword.Servers]).FirstOrDefault();
        return own is not null && server is not null && own.Host == server.Host
            && own.BasePath.StartsWith(server.BasePath + "/", StringComparison.Ordinal) ? own.BasePath[server.BasePath.Length..] : "";
    }

    private void ReportServer(SourceNode list, ServerAddress? server, string label, string prefix = "")
    {
        var own = servers.Read(list);
        if (own.Count > 0 && server is not null && prefix.Length == 0
            && !own.Exists(s => s.Host == server.Host && s.BasePath == server.BasePath || (!s.IsAbsolute && s.BasePath == server.BasePath)))
        {
            losses.Add(
                ConversionRules.ServerOfPath, list,
                $"'{ValueText.Shorten(label)}' is served by '{own[0]}', and a connector calls one server", $"it is called at '{server}'",
                "send it to its server by a routerequesttoendpoint or dynamichosturl policy");
        }
    }

    private void LostAll(IEnumerable<OperationEntry> entries, string what, string keep)
    {
        foreach (var entry in entries)
        {
            losses.Add(ConversionRules.OperationLost, entry.Member, what, $"{ValueText.Shorten(entry.Label)} is left out", keep);
        }
    }

    private static List<List<OperationEntry>> Grouped(IReadOnlyList<OperationEntry> selected)
    {
        var groups = new List<List<OperationEntry>>();
        foreach (var entry in selected)
        {
            if (groups.Count == 0 || groups[^1][0].PathMember != entry.PathMember)
            {
                groups.Add([]);
            }

            groups[^1].Add(entry);
        }

        return groups;
    }
}
