using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>The environment variables that a connector refers to, where it is written directly; a package brings its own.</summary>
public sealed record DesiredVariables
{
    /// <summary>Those that the project's solution defines. What another publisher's solution defines must be there already.</summary>
    public IReadOnlyList<EnvironmentVariable> Definitions { get; init; } = [];

    /// <summary>Values for this environment, by schema name, from the deployment settings.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Those that the client id is taken from; their value is that of the environment's app.</summary>
    public IReadOnlySet<string> ClientIds { get; init; } = new HashSet<string>();

    /// <summary>The variables of a project's connector.</summary>
    /// <exception cref="ConnectorException">CB6217: a secret's value is no Key Vault path; CB6241: the deployment settings cannot be read.</exception>
    public static DesiredVariables Of(ConnectorProject project, ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(row);
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
        if (definitions.Select(d => SecretVariables.Refuse(d, d.DefaultValue, "its default value")).OfType<Diagnostic>().ToList() is { Count: > 0 } refused)
        {
            throw new ConnectorException(refused);
        }

        var settings = project.DeploymentSettingsFile is { } file ? DeploymentSettings.ReadFile(file).EnvironmentVariables : [];
        SecretVariables.Require(definitions, settings, project.DeploymentSettingsFile ?? "");
        return new DesiredVariables
        {
            Definitions = definitions,
            Values = settings
                .Where(s => s.Value.Length > 0)
                .Select(s => (Name: definitions.Find(d => d.SchemaName.Equals(s.SchemaName, StringComparison.OrdinalIgnoreCase))?.SchemaName, s.Value))
                .Where(s => s.Name is not null)
                .DistinctBy(s => s.Name)
                .ToDictionary(s => s.Name!, s => s.Value, StringComparer.Ordinal),
            ClientIds = ConnectorSignIn.ClientIdVariables(row.ConnectionParameters, row.ConnectionParameterSets),
        };
    }

    /// <summary>The row as it will sign in, as far as that is known; a reference to a secret stays one.</summary>
    public ConnectorRow Resolve(ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row with
        {
            ConnectionParameters = VariableReference.Resolve(row.ConnectionParameters, Value),
            ConnectionParameterSets = row.ConnectionParameterSets is { } sets ? VariableReference.Resolve(sets, Value) : null,
        };

        string? Value(string name) => Definitions.FirstOrDefault(d => d.SchemaName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Type: not EnvironmentVariableType.Secret } definition
            ? Values.GetValueOrDefault(definition.SchemaName) ?? definition.DefaultValue
            : null;
    }
}
