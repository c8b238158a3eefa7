using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>The names of an enum's values, of which the platform refuses those whose value is not in the enum.</summary>
internal static class SchemaEnumNames
{
    /// <summary>The names of values that are written; null if none is left.</summary>
    /// <param name="names">The content of <c>x-ms-enum-values</c>.</param>
    /// <param name="values">The values that are written; null if there are none.</param>
    /// <param name="losses">Receives the names that are left out.</param>
    public static Draft? Of(Draft names, Draft? values, LossList losses)
    {
        var written = DraftView.ItemsOf(values).Select(KeyOf).ToHashSet();
        var kept = new DraftList(names.Origin);
        var items = DraftView.ItemsOf(names);
        foreach (var item in items)
        {
            var value = DraftView.MembersOf(item).FirstOrDefault(m => m.Name == "value").Value;
            if (value is null || written.Contains(KeyOf(value)))
            {
                kept.Items.Add(item);
                continue;
            }

            losses.Add(
                ConversionRules.ExtensionLost, value.Origin,
                $"\"x-ms-enum-values\" names the value '{ValueText.Shorten(DraftView.ScalarOf(value))}', which is not written as a value of \"enum\"",
                "the name is left out", "correct the values, their type and their names");
        }

        return kept.Items.Count == items.Count ? names : kept.Items.Count > 0 ? kept : null;
    }

    private static (NodeKind, string) KeyOf(Draft value) => (DraftView.KindOf(value), DraftView.ScalarOf(value));
}
