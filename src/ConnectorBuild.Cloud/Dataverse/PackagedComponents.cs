using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Which components of a solution a package brings again.</summary>
/// <param name="package">The package.</param>
/// <param name="known">The ids of the package's variables and connection references in the environment.</param>
internal sealed class PackagedComponents(DesiredPackage package, IEnumerable<Guid> known)
{
    private readonly HashSet<Guid> _ids =
        [.. package.Connectors.Select(c => c.RowId).Concat(known).Concat(package.Manifest.OtherComponents.Select(c => c.Id).OfType<Guid>())];

    private readonly HashSet<string> _connectors = package.Connectors.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    // Of a table the package's manifest names the table only.
    private readonly bool _hasTables = package.Manifest.OtherComponents.Any(c => c.Type == ComponentTypes.TableNumber);

    /// <summary>Whether the package has it, as far as its id says.</summary>
    public bool Has(Guid id, int type) => _ids.Contains(id) || (_hasTables && ComponentTypes.IsPartOfTable(type));

    /// <summary>Whether the package has one of that name.</summary>
    public bool HasNamed(OmittedComponent component, int type) => component.IsConnector
        ? _connectors.Contains(component.Name)
        : package.Manifest.OtherComponents.Any(
            c => c.Type == type && string.Equals(c.SchemaName, component.Name, StringComparison.OrdinalIgnoreCase));
}
