using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Packages that the environment has checked and that are not imported yet.</summary>
internal sealed class StagedPackages
{
    private readonly Dictionary<string, string> _uploads = new(StringComparer.Ordinal);

    /// <summary>Whether a package is uploaded and checked.</summary>
    public bool Has(DesiredPackage package) => _uploads.ContainsKey(package.Hash);

    /// <summary>Remembers an upload.</summary>
    /// <param name="package">The package.</param>
    /// <param name="upload">The id that an import names.</param>
    public void Add(DesiredPackage package, string upload) => _uploads[package.Hash] = upload;

    /// <summary>The upload of a package, for the one import that uses it.</summary>
    public string Take(DesiredPackage package) => _uploads.Remove(package.Hash, out var upload) ? upload : "";

    /// <summary>Forgets all: the environment has changed since, and checks again.</summary>
    public void Clear() => _uploads.Clear();
}
