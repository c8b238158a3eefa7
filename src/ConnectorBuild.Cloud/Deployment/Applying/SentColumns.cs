using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>The columns that a run has sent, held against the row.</summary>
/// <param name="sent">The columns, without secret and client id.</param>
/// <param name="former">The row before; null when there was none.</param>
/// <param name="clientId">The app's client id; null where the connector has no app.</param>
internal sealed class SentColumns(IReadOnlyDictionary<string, string?> sent, ConnectorState? former, string? clientId)
{
    /// <summary>Columns that were sent in this run and still have their former value, whatever the service answered.</summary>
    /// <param name="row">The row as it is now; null when there is none.</param>
    public IReadOnlyList<string> NotTaken(ConnectorState? row) =>
        row is not null && former is not null ? [.. Otherwise(row).Where(c => former[c] == row[c])] : [];

    /// <summary>Compares what was sent in this run with the current state.</summary>
    /// <param name="row">The row as it is now; null when there is none.</param>
    /// <returns>Columns that the platform keeps in its own words.</returns>
    /// <exception cref="ConnectorException">CB9006: a column still has its former value, whatever the service answered.</exception>
    public IReadOnlyList<Diagnostic> Compare(ConnectorState? row)
    {
        if (row is null)
        {
            return [];
        }

        return NotTaken(row) is { Count: > 0 } notTaken
            ? throw new ConnectorException(new Diagnostic(DeploymentDiagnostics.NotVerified, Text(row, notTaken)))
            : [.. Otherwise(row).Select(c => new Diagnostic(
                DeploymentDiagnostics.KeptOtherwise,
                $"The environment stored {c} of connector '{row.Name}' differently from what was sent. This may only be formatting; "
                    + "compare it in the maker portal if the connector behaves differently from the project."))];
    }

    /// <summary>
    /// What the record says was sent. Of a column that was not taken it keeps the former hash, so that the next run sends the column
    /// again.
    /// </summary>
    /// <param name="wanted">All columns as they should be.</param>
    /// <param name="row">The row as the service answered it.</param>
    /// <param name="record">The former record; null when there is none.</param>
    public IReadOnlyDictionary<string, string> Hashes(IReadOnlyDictionary<string, string?> wanted, ConnectorState? row, DeploymentRecord? record)
    {
        var hashes = wanted.ToDictionary(c => c.Key, c => ContentHash.Of(c.Value ?? ""), StringComparer.Ordinal);
        foreach (var column in NotTaken(row))
        {
            if (record?.Sent.GetValueOrDefault(column) is { } hash)
            {
                hashes[column] = hash;
            }
            else
            {
                hashes.Remove(column);
            }
        }

        return hashes;
    }

    // A save of a managed connector would only put one more unmanaged layer over it.
    private static string Text(ConnectorState row, IReadOnlyList<string> columns)
    {
        var what = $"Dataverse answered that connector '{row.Name}' was updated, but read back {string.Join(", ", columns)} still "
            + $"{(columns.Count == 1 ? "has its former value" : "have their former values")}.";
        return row.IsManaged
            ? $"{what} An unmanaged customization can hide what an import brings. {UnmanagedLayers.Cure(row.Name)} Then run again."
            : $"{what} Run again; if it stays so, open the connector in the maker portal and save it once.";
    }

    private IEnumerable<string> Otherwise(ConnectorState row) => sent
        .Where(c => c.Key != ConnectorColumns.Icon && (c.Value is not null || !ConnectorColumns.Find(c.Key).IsKeptUnlessStated))
        .Where(c => !ConnectorColumns.AreSame(c.Key, Filled(c.Key, c.Value), row[c.Key]))
        .Select(c => c.Key);

    private string? Filled(string column, string? value) =>
        value is not null && clientId is not null && column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets
            ? ConnectorSignIn.Fill(value!, clientId!, secret: null)
            : value;
}
