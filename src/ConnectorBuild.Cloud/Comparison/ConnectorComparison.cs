using System.Collections.Immutable;
using System.Text.Json;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>What would change for makers and their flows when columns of a connector row are written.</summary>
public static class ConnectorComparison
{
    private const string Unreadable = "no JSON";

    /// <summary>The differences, those that can break flows first.</summary>
    /// <param name="was">The columns as they are; null or absent where empty.</param>
    /// <param name="becomes">The columns that are compared, as they should be.</param>
    public static ImmutableArray<ConnectorDifference> Compare(IReadOnlyDictionary<string, string?> was, IReadOnlyDictionary<string, string?> becomes)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(becomes);
        return
        [
            .. ConnectorColumns.All
                .Where(c => becomes.ContainsKey(c.Name))
                .SelectMany(c => Compare(c, was.GetValueOrDefault(c.Name), becomes[c.Name], isKnown: was.ContainsKey(c.Name)))
                .OrderByDescending(d => d.Impact),
        ];
    }

    // An icon is not always read; a null for it is one that is taken away.
    private static IReadOnlyList<ConnectorDifference> Compare(ConnectorColumn column, string? was, string? becomes, bool isKnown)
    {
        if (ConnectorColumns.AreSame(column.Name, was, becomes) && (isKnown || column.Kind != ColumnKind.Image))
        {
            return [];
        }

        var found = new DifferenceList(column.Name);
        switch (column)
        {
            case { Name: ConnectorColumns.ConnectionParameters }:
                Json((a, b, list) => ConnectionComparer.Parameters(a, b, "", list), "connection parameters", Decided);
                break;
            case { Name: ConnectorColumns.ConnectionParameterSets }:
                Json(ConnectionComparer.Sets, "sign-in choice", Decided);
                break;
            case { Name: ConnectorColumns.Definition }:
                Json(DefinitionComparer.Compare, "definition");
                break;
            case { Name: ConnectorColumns.Policies }:
                Json(PolicyComparer.Policies, "policies");
                break;
            case { Name: ConnectorColumns.ScriptOperations }:
                Json(PolicyComparer.ScriptOperations, "custom code");
                break;
            case { Kind: ColumnKind.Script }:
                PolicyComparer.CustomCode(was, becomes, found);
                break;
            case { Kind: ColumnKind.Image }:
                found.Add("icon", becomes is null ? "is removed" : "is written");
                break;
            case { Kind: ColumnKind.Choices }:
                found.Add(column.Label, $"{Chosen(column, was)} becomes {Chosen(column, becomes)}");
                break;
            case { IsJson: true }:
                Json((_, _, list) => list.Add(column.Label, "changes"), column.Label);
                break;
            default:
                found.Add(column.Label, $"'{Shown(was)}' becomes '{Shown(becomes)}'");
                break;
        }

        return found.Differences;

        void Json(Action<JsonElement, JsonElement, DifferenceList> compare, string subject, Func<string?, string?>? part = null)
        {
            var (a, b) = part is null ? (JsonView.Parse(was), JsonView.Parse(becomes)) : (JsonView.Parse(part(was)), JsonView.Parse(part(becomes)));
            if (a.ValueKind == JsonValueKind.Undefined || b.ValueKind == JsonValueKind.Undefined)
            {
                found.Add(subject, "is replaced: the existing text is not JSON and cannot be compared", breaks: true);
                return;
            }

            compare(a, b, found);
            if (found.Differences.Count == 0)
            {
                found.Add(subject, "is written in another order or spelling");
            }
        }
    }

    // Told is what counts as a difference: neither secrets nor what the platform sets. Where these cannot be told from the rest, nothing is.
    private static string? Decided(string? parameters) => ConnectorSignIn.Comparable(parameters) switch
    {
        null => parameters,
        var node when node.GetValueKind() == JsonValueKind.String => Unreadable,
        var node => node.ToJsonString(),
    };

    private static string Chosen(ConnectorColumn column, string? text) =>
        column.Options.Show(text) is { Length: > 0 } names ? $"'{names}'" : "none";

    private static string Shown(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "…";
}
