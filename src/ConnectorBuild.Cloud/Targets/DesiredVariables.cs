using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>The environment variables that a deployment looks after, with what it gives them in one environment.</summary>
public sealed record DesiredVariables
{
    /// <summary>
    /// Those that the package brings; where the connector is written directly, those that it refers to and the project's solution
    /// defines. What another publisher's solution defines must be there already.
    /// </summary>
    public IReadOnlyList<EnvironmentVariable> Definitions { get; init; } = [];

    /// <summary>Values for this environment by schema name, as far as they are given; for a secret its path in Key Vault.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Those that the client id is taken from; their value is that of the environment's app.</summary>
    public IReadOnlySet<string> ClientIds { get; init; } = new HashSet<string>();

    /// <summary>The variables of a project's connector that is written directly.</summary>
    /// <param name="project">The project.</param>
    /// <param name="row">The connector.</param>
    /// <param name="files">The deployment settings.</param>
    /// <exception cref="ConnectorException">CB6217: a secret's value is not a Key Vault path.</exception>
    internal static DesiredVariables Of(ConnectorProject project, ConnectorRow row, SettingsFiles files)
    {
        var used = VariableReference.NamesIn(row).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (used.Count == 0)
        {
            return new DesiredVariables();
        }

        List<EnvironmentVariable> definitions =
        [
            .. SecretVariables.Typed(
                project.EnvironmentVariables
                    .Concat(ConnectorPackage.Referred(row, project.PublisherPrefix ?? ""))
                    .Where(v => used.Contains(v.SchemaName))
                    .DistinctBy(v => v.SchemaName, StringComparer.OrdinalIgnoreCase),
                row),
        ];
        if (definitions.Select(
            d => SecretVariables.Refuse(d, d.DefaultValue, "its default value")).OfType<Diagnostic>().ToList() is { Count: > 0 } refused)
        {
            throw new ConnectorException(refused);
        }

        files.Require(definitions);
        var settings = files.Merged?.EnvironmentVariables ?? [];
        return new DesiredVariables
        {
            Definitions = definitions,
            Values = settings
                .Where(s => s.Value.Length > 0)
                .Select(
                    s => (Name: definitions.Find(
                        d => d.SchemaName.Equals(s.SchemaName, StringComparison.OrdinalIgnoreCase))?.SchemaName, s.Value))
                .Where(s => s.Name is not null)
                .DistinctBy(s => s.Name)
                .ToDictionary(s => s.Name!, s => s.Value, StringComparer.Ordinal),
            ClientIds = ConnectorSignIn.ClientIdVariables(row.ConnectionParameters, row.ConnectionParameterSets),
        };
    }

    /// <summary>The value that the deployment gives a variable; null where it gives none, or the app's client id is not known yet.</summary>
    /// <param name="name">Schema name.</param>
    /// <param name="clientId">The app's client id, as far as it is known.</param>
    public string? Value(string name, string? clientId) => ClientIds.Contains(name) ? clientId : Values.GetValueOrDefault(name);

    /// <summary>The value that a variable has where nothing gives it another one.</summary>
    public string? Default(string name) => Definitions.FirstOrDefault(d => d.SchemaName == name)?.DefaultValue;

    /// <summary>The row as it will sign in, as far as that is known; a reference to a secret stays one.</summary>
    public ConnectorRow Resolve(ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.MapSignIn(text => VariableReference.Resolve(text, Value));

        string? Value(string name) =>
            Definitions.FirstOrDefault(
                d => d.SchemaName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Type: not EnvironmentVariableType.Secret } definition
            ? Values.GetValueOrDefault(definition.SchemaName) ?? definition.DefaultValue
            : null;
    }
}
