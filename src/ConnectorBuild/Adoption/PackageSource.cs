using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Adoption;

/// <summary>Reads a connector out of a solution: a zip, or the folder that SolutionPackager unpacks it to.</summary>
public static class PackageSource
{
    /// <summary>The connector of a solution.</summary>
    /// <param name="path">A zip or a folder.</param>
    /// <param name="wanted">Name, display name or id of the connector; null when the solution has only one.</param>
    /// <exception cref="ConnectorException">CB6301, CB6302: none or several; CB62xx: it is no solution, damaged or unsafe; CB1xxx.</exception>
    public static AdoptedConnector Read(string path, string? wanted)
    {
        var package = Directory.Exists(path) ? SolutionPackage.ReadFolder(path) : SolutionPackage.ReadFile(path);
        var row = ConnectorChoice.One(package.Connectors, r => r.Identity, wanted, $"the solution '{path}'");
        var manifest = package.Manifest;
        return RowFiles.Create(row, path) with
        {
            Solution = new AdoptedSolution(manifest.UniqueName, manifest.DisplayName, manifest.Version, manifest.PublisherName, manifest.PublisherPrefix),
        };
    }
}

/// <summary>Chooses a connector out of several.</summary>
internal static class ConnectorChoice
{
    /// <exception cref="ConnectorException">CB6301, CB6302.</exception>
    public static T One<T>(IReadOnlyList<T> found, Func<T, ConnectorIdentity> identity, string? wanted, string where)
    {
        var names = string.Join(", ", found.Select(f => QuotedText.Quote(identity(f).Name)));
        var matching = wanted is null ? found : [.. found.Where(f => IsMeant(identity(f), wanted))];
        return matching.Count switch
        {
            1 => matching[0],
            0 => throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.NoConnector,
                $"There is no connector {(wanted is null ? "" : QuotedText.Quote(wanted) + " ")}in {where}{(names.Length > 0 ? $"; it has {names}" : "")}. Nothing was written. Name another one with --connector, or another source.")),
            _ => throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralConnectors,
                $"There are {matching.Count} connectors {(wanted is null ? "" : $"called {QuotedText.Quote(wanted)} ")}in {where}: {names}. A project has one. Nothing was written. Choose one by its name or id with --connector.")),
        };
    }

    private static bool IsMeant(ConnectorIdentity identity, string wanted) =>
        Guid.TryParse(wanted, out var id)
            ? identity.RowId == id
            : string.Equals(identity.Name, wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(identity.DisplayName, wanted, StringComparison.OrdinalIgnoreCase);
}
