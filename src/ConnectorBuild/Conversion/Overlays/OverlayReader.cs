using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Overlays.JsonPaths;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Overlays;

/// <summary>Reads OpenAPI Overlay documents of the versions 1.0 and 1.1.</summary>
internal sealed class OverlayReader(LossList losses)
{
    private static readonly string[] OfOverlays = ["overlay", "info", "extends", "actions"];
    private static readonly string[] OfActions = ["target", "description", "update", "remove", "copy"];

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

        if (Unknown(root, OfOverlays) is { Exists: true } unknown)
        {
            Invalid(unknown, $"'{ValueText.Shorten(unknown.Name)}' is not a member of an overlay", "correct its name, or begin it with 'x-'");
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
            if (One(action, hasCopy: !text.StartsWith("1.0.", StringComparison.Ordinal)) is { } read)
            {
                actions.Add(read);
            }
        }

        return actions;
    }

    private OverlayAction? One(SourceNode action, bool hasCopy)
    {
        if (action["target"].Text is not { } target)
        {
            Invalid(
                action["target"] is { Exists: true } wrong ? wrong : action, "An action has no text as its target",
                "add \"target\" with a JSONPath");
            return null;
        }

        if (Unknown(action, OfActions) is { Exists: true } unknown)
        {
            Invalid(unknown, $"'{ValueText.Shorten(unknown.Name)}' is not a member of an action", "write \"update\", \"remove\" or \"copy\"");
            return null;
        }

        if (action["remove"] is { Exists: true, IsBoolean: false } flag)
        {
            Invalid(flag, $"\"remove\" must be true or false but is {ValueText.Of(flag)}", "write true or false without quotes");
            return null;
        }

        if (!hasCopy && action["copy"] is { Exists: true } later)
        {
            Invalid(later, "\"copy\" is a member of actions since version 1.1, and the overlay has version 1.0", "write \"overlay\": \"1.1.0\"");
            return null;
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

    private static SourceNode Unknown(SourceNode holder, string[] known)
    {
        foreach (var member in holder.Members)
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal) && !member.RawName.StartsWith("x-"u8))
            {
                return member;
            }
        }

        return default;
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
