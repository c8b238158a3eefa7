using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Makes an environment variable that the connector refers to.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Value">The environment's value; null for none.</param>
/// <param name="IsClientId">Whether the value is the client id of the app, which may yet have to be made.</param>
public sealed record CreateVariable(EnvironmentVariable Definition, string? Value, bool IsClientId)
    : DeploymentStep(
        ChangeKind.Create,
        StepThing.Variable,
        Definition.SchemaName,
        $"'{Definition.SchemaName}'{(IsClientId ? ": the app's client id" : Value is null ? "" : $": '{Value}'")}");

/// <summary>Changes the definition of an environment variable: its default, its texts.</summary>
/// <param name="Definition">What it should be.</param>
/// <param name="Observed">What it is.</param>
/// <param name="HowItDiffers">In words.</param>
public sealed record UpdateVariable(EnvironmentVariable Definition, VariableState Observed, string HowItDiffers)
    : DeploymentStep(ChangeKind.Update, StepThing.Variable, Definition.SchemaName, $"'{Definition.SchemaName}': {HowItDiffers}");

/// <summary>Gives an environment variable a value; the connector takes it over when it is saved.</summary>
/// <param name="Name">Its schema name.</param>
/// <param name="Observed">What it is.</param>
/// <param name="Value">The value; null for the client id of the app that is made.</param>
/// <param name="Type">What it is; of a secret only a path is shown.</param>
public sealed record SetVariable(string Name, VariableState Observed, string? Value, EnvironmentVariableType Type = EnvironmentVariableType.Text)
    : DeploymentStep(
        ChangeKind.Update,
        StepThing.VariableValue,
        Name,
        $"'{Name}': {SecretVariables.Show(Type, Observed.Effective)} -> {(Value is null ? "the client id of the app that is made" : $"'{Value}'")}");

/// <summary>Writes the app's client id into the environment variables that the connector takes it from; it does when it is saved.</summary>
/// <param name="Names">The variables.</param>
public sealed record SetClientId(ImmutableArray<string> Names)
    : DeploymentStep(ChangeKind.Update, StepThing.VariableValue, string.Join(' ', Names), $"client id: {string.Join(", ", Names)}");

/// <summary>Gives a connection reference its connection, where nothing else asks for an import.</summary>
/// <param name="Name">Its logical name.</param>
/// <param name="Observed">What it is.</param>
/// <param name="ConnectionId">The connection's id.</param>
public sealed record SetConnection(string Name, ConnectionReferenceState Observed, string ConnectionId)
    : DeploymentStep(
        ChangeKind.Update,
        StepThing.ConnectionReference,
        Name,
        $"'{Name}': {(Observed.ConnectionId is { } former ? $"connection '{former}'" : "no connection")} -> '{ConnectionId}'");
