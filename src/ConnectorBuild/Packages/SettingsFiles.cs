using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// The deployment settings files of one deployment, by rank: the one of the command line, the project's
/// (<c>ConnectorDeploymentSettings</c>), and the values
/// that packaging left beside a package. The first file that gives a variable a value, or a reference a connection, counts.
/// </summary>
public sealed class SettingsFiles
{
    private readonly IReadOnlyList<(string File, DeploymentSettings Settings)> _files;

    private SettingsFiles(IReadOnlyList<(string, DeploymentSettings)> files) => _files = files;

    /// <summary>Reads the files; each is read, whether or not anything asks for its values.</summary>
    /// <param name="files">The paths by rank; a null stands for a file that was not named.</param>
    /// <exception cref="ConnectorException">CB6241: a file cannot be read, or is not a settings file.</exception>
    public static SettingsFiles Read(params IReadOnlyList<string?> files) =>
        new([.. files.OfType<string>().Distinct(StringComparer.Ordinal).Select(f => (f, DeploymentSettings.ReadFile(f)))]);

    /// <summary>All files as one; null without any.</summary>
    public DeploymentSettings? Merged => _files.Count == 0 ? null : DeploymentSettings.Merge([.. _files.Select(f => f.Settings)]);

    /// <summary>Checks what the files give variables of type secret.</summary>
    /// <param name="variables">The variables.</param>
    /// <exception cref="ConnectorException">CB6217: a value is not a path in Key Vault.</exception>
    public void Require(IReadOnlyCollection<EnvironmentVariable> variables)
    {
        foreach (var (file, settings) in _files)
        {
            SecretVariables.Require(variables, settings.EnvironmentVariables, file);
        }
    }
}
