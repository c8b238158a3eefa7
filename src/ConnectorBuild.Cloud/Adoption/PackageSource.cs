using System.Collections.Immutable;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Reads a connector out of a solution: a zip, or the folder that SolutionPackager unpacks it to.</summary>
public static class PackageSource
{
    /// <summary>The connector of a solution.</summary>
    /// <param name="path">A zip or a folder.</param>
    /// <param name="wanted">Name, display name or id of the connector; null when the solution has only one.</param>
    /// <exception cref="ConnectorException">CB6301, CB6302: none or several; CB62xx: it is not a solution, damaged or unsafe; CB1xxx.</exception>
    public static AdoptedConnector Read(string path, string? wanted)
    {
        var package = Open(path);
        var row = ConnectorChoice.One(package.Connectors, r => r.Identity, wanted, $"the solution '{path}'");
        return RowFiles.Create(row, Label(package, row, path)) with { Solution = Solution(
            package, package.Connectors.Count == 1 ? null : row, path) };
    }

    /// <summary>Every connector of a solution, by row name, and the solution with all that it has beside them.</summary>
    /// <param name="path">A zip or a folder.</param>
    /// <exception cref="ConnectorException">CB6301: none; CB62xx: it is not a solution, damaged or unsafe; CB1xxx.</exception>
    public static (AdoptedSolution Solution, IReadOnlyList<AdoptedConnector> Connectors) ReadAll(string path)
    {
        var package = Open(path);
        if (package.Connectors.Count == 0)
        {
            ConnectorChoice.One(package.Connectors, r => r.Identity, wanted: null, $"the solution '{path}'");
        }

        var solution = Solution(package, only: null, path);
        return (solution, [.. package.Connectors.OrderBy(r => r.Identity.Name, StringComparer.Ordinal).Select(
            r => RowFiles.Create(r, Label(package, r, path)) with { Solution = solution })]);
    }

    // What is found must name its connector where the solution has several.
    private static string Label(SolutionPackage package, ConnectorRow row, string path) =>
        package.Connectors.Count == 1 ? path : $"connector '{SafeText.OneLine(row.Identity.Name)}' of {path}";

    private static SolutionPackage Open(string path) => Directory.Exists(path) ? SolutionPackage.ReadFolder(path) : SolutionPackage.ReadFile(path);

    // Of one connector out of several, what it refers to; the rest belongs to the others. The record is made again by a deployment.
    private static AdoptedSolution Solution(SolutionPackage package, ConnectorRow? only, string path)
    {
        var manifest = package.Manifest;
        var records = package.Connectors.Select(r => SchemaNames.Record(r.Identity.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var used = only is null ? null : VariableReference.NamesIn(only).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<EnvironmentVariable> variables =
        [
            .. manifest.EnvironmentVariables
                .Where(v => !records.Contains(v.SchemaName) && used?.Contains(v.SchemaName) != false)
                .Select(v => v with { IntroducedVersion = v.IntroducedVersion ?? manifest.Version }),
        ];
        return new AdoptedSolution(manifest.UniqueName, manifest.DisplayName, manifest.Version, manifest.PublisherName, manifest.PublisherPrefix)
        {
            Source = path,
            LeftOut =
            [
                .. package.OtherComponents.Select(c => c.ToString()),
                .. package.Connectors.Where(c => only is not null && c != only).Select(c => $"connector:{SafeText.OneLine(c.Identity.Name)}"),
            ],
            Description = manifest.Description,
            PublisherDetails = AdoptionChecks.Needed(manifest.PublisherDetails, manifest.PublisherName, manifest.PublisherPrefix),
            EnvironmentVariables = variables,
            Translations = [.. manifest.Translations.Where(t => IsKept(t, variables))],
            ConnectionReferences = [.. manifest.ConnectionReferences.Where(r => only is null || r.CustomConnectorRowId == only.Identity.RowId)],
        };
    }

    private static bool IsKept(Translation translation, ImmutableArray<EnvironmentVariable> variables) =>
        translation.Component is Translation.OfSolution or Translation.OfPublisher || variables.Any(v => v.SchemaName == translation.Component);
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
                $"There is no connector {(wanted is null ? "" : QuotedText.Quote(wanted) + " ")}in "
                    + $"{where}{(names.Length > 0 ? $"; it has {names}" : "")}. Nothing was written. Name another one with "
                    + "--connector, or another source.")),
            _ => throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralConnectors,
                $"There are {matching.Count} connectors {(wanted is null ? "" : $"called {QuotedText.Quote(wanted)} ")}in {where}: "
                    + $"{names}. A project has one. Nothing was written. Choose one by its name or id with --connector, or adopt all "
                    + "of a solution zip or unpacked solution with --all.")),
        };
    }

    private static bool IsMeant(ConnectorIdentity identity, string wanted) =>
        Guid.TryParse(wanted, out var id)
            ? identity.RowId == id
            : string.Equals(identity.Name, wanted, StringComparison.OrdinalIgnoreCase)
                || string.Equals(identity.DisplayName, wanted, StringComparison.OrdinalIgnoreCase);
}
