using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Overlays.JsonPaths;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Overlays;

/// <summary>Reads OpenAPI Overlay documents of the versions 1.0 and 1.1.</summary>
internal sealed class OverlayReader(LossList losses)
{
    private static readonly string[] Known = ["target", "description", "update", "remove", "copy"];

    /// <summary>Reads the actions of an overlay; none where it cannot be applied, which is reported.</summary>
    /// <param name="root">The overlay.</param>
    /// <param name="documentPath">The name of the document that it is applied to.</param>
    public IReadOnlyList<OverlayAction> Read(SourceNode root, string documentPath)
    {
        var version = root["overlay"];
        if (version.Text is not { } text || !(text.StartsWith("1.0.", StringComparison.Ordinal) || text.StartsWith("1.1.", StringComparison.Ordinal)))
        {
            Invalid(version.Exists ? version : root, version.Exists ? $"The overlay has the version {ValueText.Of(version)}, and the "
                + $"versions 1.0 and 1.1 are known" : "The file has no member \"overlay\" with a version",
                "write \"overlay\": \"1.1.0\" at the beginning of an overlay");
            return [];
        }

        if (IsForOther(root["extends"], documentPath))
        {
            losses.Add(
                ConversionRules.OverlayForOther, root["extends"],
                $"The overlay is for {ValueText.Of(root["extends"])} and not for '{documentPath}'", "it is not applied",
                "correct \"extends\", or remove the overlay from the project");
            return [];
        }

        if (root["actions"] is not { IsArray: true, Count: > 0 })
        {
            Invalid(
                root["actions"] is { Exists: true } wrong ? wrong : root, "The overlay has no list of actions",
                "add \"actions\" with a target and an update each");
            return [];
        }

        var actions = new List<OverlayAction>();
        foreach (var action in root["actions"].Elements)
        {
            if (One(action) is { } read)
            {
                actions.Add(read);
            }
        }

        return actions;
    }

    private OverlayAction? One(SourceNode action)
    {
        if (action["target"].Text is not { } target)
        {
            Invalid(
                action["target"] is { Exists: true } wrong ? wrong : action, "An action has no text as its target",
                "add \"target\" with a JSONPath");
            return null;
        }

        foreach (var member in action.Members)
        {
            if (!Known.Contains(member.Name, StringComparer.Ordinal) && !member.RawName.StartsWith("x-"u8))
            {
                Invalid(member, $"'{ValueText.Shorten(member.Name)}' is not a member of an action", "write \"update\", \"remove\" or \"copy\"");
                return null;
            }
        }

        var isRemoval = action["remove"].IsTrue;
        if (!isRemoval && !action["update"].Exists && !action["copy"].Exists)
        {
            Invalid(action, "The action neither updates, removes nor copies", "add \"update\", \"remove\": true or \"copy\"");
            return null;
        }

        var copy = isRemoval ? default : action["copy"];
        var path = Parse(action["target"], target);
        var from = copy.Text is { } source ? Parse(copy, source) : null;
        return path is null || (copy.Exists && from is null) ? null : new(action, path, isRemoval ? default : action["update"], from, isRemoval);
    }

    private JsonPathQuery? Parse(SourceNode node, string text)
    {
        try
        {
            return JsonPathParser.Parse(text);
        }
        catch (JsonPathException exception)
        {
            losses.Add(ConversionRules.OverlayPath, node, $"{ValueText.Of(node)} is not a JSONPath that is understood: at character "
                + $"{exception.Position + 1}, {exception.Message}", "the action is not applied",
                "write for example $.paths['/orders'].get or $.paths.*.*[?@.operationId == 'GetOrders']");
            return null;
        }
    }

    // An address on a network names the document by its last part, if at all.
    private static bool IsForOther(SourceNode extends, string documentPath)
    {
        if (extends.Text is not { Length: > 0 } text || text.Contains("://", StringComparison.Ordinal)
            || text.StartsWith("urn:", StringComparison.Ordinal))
        {
            return false;
        }

        return !string.Equals(Path.GetFileName(text), Path.GetFileName(documentPath), StringComparison.Ordinal);
    }

    private void Invalid(SourceNode at, string what, string keep) => losses.Add(ConversionRules.OverlayInvalid, at, what, "it is not applied", keep);
}
