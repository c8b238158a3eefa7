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

    private readonly bool _hasTables = package.Manifest.OtherComponents.Any(c => c.Type == ComponentTypes.TableNumber);

    /// <summary>Whether the package has it, as far as its id says.</summary>
    public bool Has(Guid id, int type) => _ids.Contains(id) || (ComponentTypes.IsPartOfTable(type) && package.Manifest.TableParts.Has(id));

    /// <summary>Whether the package has one of that name.</summary>
    public bool HasNamed(OmittedComponent component, int type)
    {
        if (component.IsConnector)
        {
            return _connectors.Contains(component.Name);
        }

        return ComponentTypes.IsPartOfTable(type)
            ? _hasTables && IsPartKept(component.Name, type)
            : package.Manifest.OtherComponents.Any(c => c.Type == type && string.Equals(c.SchemaName, component.Name, StringComparison.OrdinalIgnoreCase));
    }

    // The platform's own columns have no prefix, and stay as long as their table. A part whose name the environment does not tell cannot
    // be found in the package; it is taken for one that the package has, as nearly all are.
    private bool IsPartKept(string name, int type) => package.Manifest.TableParts.Has(name)
        || (type == ComponentTypes.ColumnNumber && !name.Contains('_', StringComparison.Ordinal))
        || Guid.TryParse(name, out _);
}
