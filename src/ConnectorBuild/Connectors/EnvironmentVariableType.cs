#pragma warning disable CA1008 // Enums should have zero value: the numbers are Dataverse's own (environmentvariabledefinition_type).
namespace ConnectorBuild.Connectors;

/// <summary>The column <c>type</c> of an environment variable definition; the numbers are Dataverse's.</summary>
public enum EnvironmentVariableType
{
    /// <summary>Text, up to 2,000 characters.</summary>
    Text = 100000000,

    /// <summary>A decimal number.</summary>
    Number = 100000001,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    Boolean = 100000002,

    /// <summary>JSON text.</summary>
    Json = 100000003,

    /// <summary>A parameter of a connector's data source.</summary>
    DataSource = 100000004,

    /// <summary>A reference to a Key Vault secret; the value is a resource path, never the secret.</summary>
    Secret = 100000005,
}
