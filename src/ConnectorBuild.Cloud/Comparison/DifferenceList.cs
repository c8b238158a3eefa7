using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Collects the differences of one column.</summary>
internal sealed class DifferenceList(string column)
{
    private readonly List<ConnectorDifference> _differences = [];

    public IReadOnlyList<ConnectorDifference> Differences => _differences;

    public void Add(string subject, string text, bool breaks = false, string? field = null) => _differences.Add(
        new ConnectorDifference(
            column, SafeText.OneLine(subject), SafeText.OneLine(text),
            breaks ? ChangeImpact.Breaking : ChangeImpact.Compatible) { Field = field });
}
