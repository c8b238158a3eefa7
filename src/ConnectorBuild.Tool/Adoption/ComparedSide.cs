using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Adoption;

/// <summary>One side of a comparison: a project, files, a solution or an environment.</summary>
/// <param name="Name">What the person called it.</param>
/// <param name="ClientId">The app that the connector signs in with there; null where that is not known.</param>
/// <param name="Columns">The columns of the connector's row by name, with the client id of the other side where this one's files
/// have none.</param>
internal sealed record ComparedSide(string Name, string? ClientId, Func<string?, IReadOnlyDictionary<string, string?>> Columns)
{
    /// <summary>Reads a side.</summary>
    /// <param name="text">A project, a folder, a definition, a zip, an address, or <c>local</c>.</param>
    /// <param name="project">The project that it names; null where it names none.</param>
    /// <param name="environment">The environment whose patches a project applies; null for none.</param>
    /// <param name="wanted">Name or id of the connector, where there are several; null without.</param>
    /// <param name="read">Reads a source that is not a project.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<ComparedSide> ReadAsync(
        string text, ConnectorProject? project, string? environment, string? wanted, Func<SourceArgument, Task<AdoptedConnector>> read,
        CancellationToken cancellationToken)
    {
        if (project is null)
        {
            var found = await read(new SourceArgument(null, text)).ConfigureAwait(false);
            return new ComparedSide(text, found.Environment?.ClientId, _ => ProjectRefresh.Columns(Named(found)));
        }

        var rows = Packages.SolutionMembers.Of(project)
            .Select(member => ConnectorSources.Read(member with { EnvironmentName = environment }, cancellationToken))
            .Select(found => ConnectorRow.Create(ProjectIdentity.Of(found.Project, found.Content), found.Content))
            .ToList();
        var row = One(rows, wanted, text);
        return new ComparedSide(text, ClientId: null, clientId => ConnectorColumns.Of(row, clientId));
    }

    // Files have no row; what a deployment of them would write into it is in the definition.
    private static AdoptedConnector Named(AdoptedConnector connector) => connector with
    {
        DisplayName = connector.DisplayName ?? connector.Definition["info"]?["title"]?.ToString(),
        Description = connector.Description ?? connector.Definition["info"]?["description"]?.ToString(),
    };

    private static ConnectorRow One(List<ConnectorRow> rows, string? wanted, string text)
    {
        var fitting = rows.Where(r => wanted is null || Names(r).Contains(wanted, StringComparer.OrdinalIgnoreCase)).ToList();
        return fitting switch
        {
            [var only] => only,
            [] => throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.NoConnector, $"'{text}' has no connector '{wanted}'. Nothing was compared. It has "
                    + $"{string.Join(", ", rows.Select(r => $"'{r.Identity.Name}'"))}: name one with --connector.")),
            _ => throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralConnectors, $"'{text}' has {rows.Count} connectors. Nothing was compared. Name one with "
                    + $"--connector: {string.Join(", ", rows.Select(r => $"'{r.Identity.Name}'"))}.")),
        };
    }

    private static string?[] Names(ConnectorRow row) => [row.Identity.Name, row.Identity.DisplayName, row.Identity.RowId.ToString()];
}
