using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Projects;

/// <summary>
/// What the author's project says, without any value of a secret. MSBuild evaluates it and writes it as JSON to <c>obj/</c>; the tool reads that
/// file, so a project has one meaning on every way in.
/// </summary>
/// <remarks>Source-generated deserialisation sets members that are missing to null; the setters keep their defaults.</remarks>
public sealed record ConnectorProject
{
    /// <summary>The version of the JSON form. A reader refuses a newer one (CB6109).</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the JSON form that this value was read from.</summary>
    [JsonRequired]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The project file's name without extension, or the folder's name for a bare folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The absolute path of the project file; null for a bare folder.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The absolute path of the project's folder. Diagnostics show paths relative to it.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The absolute path of the folder for intermediate files (<c>obj/</c>); it holds the local cloud's state.</summary>
    public string? IntermediateDirectory { get; init; }

    /// <summary>The absolute path of the OpenAPI file; null when none was found.</summary>
    public string? DefinitionFile { get; init; }

    /// <summary>Files of the folder that could be the definition, too, where nobody has named one; a project's build looks for them itself.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> OtherDefinitions { get; init; } = [];

    /// <summary>The <c>ConnectorOperation</c> items: which operations of an OpenAPI 3 document become the connector's; none for all.</summary>
    public IReadOnlyList<ConnectorOperation> Operations { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorOverlay</c> items: absolute paths of the overlays that apply to an OpenAPI 3 document, in their order.</summary>
    public IReadOnlyList<string> Overlays { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorApi</c> item: the API whose build writes <see cref="DefinitionFile"/>; null if an author wrote that.</summary>
    public ConnectorApi? Api { get; init; }

    /// <summary>
    /// The file whose folder holds the patches of the definition: the definition, or, where an API's build writes it, an openapi.json in
    /// the project's folder.
    /// </summary>
    [JsonIgnore]
    public string? DefinitionPatchBase => Api is null ? DefinitionFile : Path.Combine(ProjectDirectory, "openapi.json");

    /// <summary>The absolute path of <c>apiProperties.json</c>; null when there is none.</summary>
    public string? PropertiesFile { get; init; }

    /// <summary>The absolute path of the icon; null when there is none.</summary>
    public string? IconFile { get; init; }

    /// <summary>The absolute path of <c>script.csx</c>; null when there is none.</summary>
    public string? ScriptFile { get; init; }

    /// <summary><c>ConnectorSolutionName</c>: unique name of the solution that the connector lives in.</summary>
    public string? SolutionName { get; init; }

    /// <summary><c>ConnectorSolutionDisplayName</c>; defaults to <see cref="SolutionName"/>.</summary>
    public string? SolutionDisplayName { get; init; }

    /// <summary><c>ConnectorSolutionDescription</c>; null for none.</summary>
    public string? SolutionDescription { get; init; }

    /// <summary>The solution's version, two to four parts, from <c>Version</c>.</summary>
    public string SolutionVersion { get; init => field = value ?? "1.0.0"; } = "1.0.0";

    /// <summary><c>ConnectorPublisherPrefix</c>: customization prefix of the solution's publisher.</summary>
    public string? PublisherPrefix { get; init; }

    /// <summary><c>ConnectorPublisherName</c>: unique name of the publisher; defaults to the prefix.</summary>
    public string? PublisherName { get; init; }

    /// <summary>
    /// <c>ConnectorPublisherDisplayName</c>, <c>ConnectorPublisherDescription</c>, <c>ConnectorPublisherEmail</c>, <c>ConnectorPublisherUrl</c> and
    /// <c>ConnectorPublisherOptionValuePrefix</c>: they fill a publisher that is made.
    /// </summary>
    public PublisherDetails PublisherDetails { get; init => field = value ?? new(); } = new();

    /// <summary><c>ConnectorName</c>; defaults to <see cref="ProjectName"/>.</summary>
    public string? ConnectorName { get; init; }

    /// <summary><c>ConnectorDisplayName</c>; defaults to the definition's title.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// <c>ConnectorDescription</c>; defaults to the definition's description. Empty for none at all (<c>ConnectorOmitDescription</c>).
    /// </summary>
    public string? Description { get; init; }

    /// <summary><c>ConnectorRowId</c>; derived from prefix and name unless given.</summary>
    public Guid? RowId { get; init; }

    /// <summary><c>ConnectorOwner</c>: the user or team that owns the connector row; null leaves the owner alone.</summary>
    public string? Owner { get; init; }

    /// <summary>The <c>ConnectorShare</c> items.</summary>
    public IReadOnlyList<ConnectorShare> Shares { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The <c>ConnectorEnvironmentVariable</c> items: definitions that the package has beside those that the project's files imply.
    /// </summary>
    public IReadOnlyList<EnvironmentVariable> EnvironmentVariables { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorConnectionReference</c> items.</summary>
    public IReadOnlyList<ConnectionReference> ConnectionReferences { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorTranslation</c> items: texts of solution, publisher and environment variables in further languages.</summary>
    public IReadOnlyList<Translation> Translations { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorEnvironment</c> items.</summary>
    public IReadOnlyList<DeploymentEnvironment> Environments { get; init => field = value ?? []; } = [];

    /// <summary>The <c>ConnectorEnvironment</c> property: the environment to deploy to; null means package only.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary><c>ConnectorSecretLifetimeDays</c>: the asked lifetime of secrets that we mint, in days.</summary>
    [JsonRequired]
    public int SecretLifetimeDays { get; init; } = 180;

    /// <summary>
    /// <c>ConnectorSecretRenewBeforeDays</c>: a secret with fewer days left is renewed; at most a third of the lifetime granted counts.
    /// </summary>
    [JsonRequired]
    public int SecretRenewBeforeDays { get; init; } = 30;

    /// <summary><c>ConnectorClientSecretEnvVar</c>: the NAME of the process environment variable that holds the user's own secret.</summary>
    public string? ClientSecretEnvironmentVariable { get; init; }

    /// <summary>
    /// <c>ConnectorClientSecretKeyVaultUri</c>: the address of the user's own secret in Azure Key Vault,
    /// <c>https://{vault}/secrets/{name}</c>.
    /// </summary>
    public string? ClientSecretKeyVaultUri { get; init; }

    /// <summary><c>ConnectorServiceManagementReference</c>: what the tenant wants app registrations to carry; null for nothing.</summary>
    public string? ServiceManagementReference { get; init; }

    /// <summary><c>RepositoryUrl</c>: the project's address, for the app's notes; null for none.</summary>
    public string? ProjectUrl { get; init; }

    /// <summary><c>ConnectorAllowSharedApp</c>: two connectors of one environment that sign in on behalf of users may have one app.</summary>
    public bool AllowSharedApp { get; init; }

    /// <summary><c>ConnectorGrantAdminConsent</c>.</summary>
    public bool GrantAdminConsent { get; init; }

    /// <summary><c>ConnectorPrunePermissions</c>.</summary>
    public bool PrunePermissions { get; init; }

    /// <summary><c>ConnectorOverwriteDrift</c>.</summary>
    public bool OverwriteDrift { get; init; }

    /// <summary><c>ConnectorProof</c>: what a publish to the local cloud proves.</summary>
    public ConnectorProof Proof { get; init; }

    /// <summary><c>ConnectorProofOperation</c>: the operation to call; null for the first that needs no values.</summary>
    public string? ProofOperation { get; init; }

    /// <summary>
    /// The <c>ConnectorProject</c> items of a solution project: absolute paths of the descriptions of the connector projects in it; empty
    /// for a connector project.
    /// </summary>
    public IReadOnlyList<string> ConnectorProjects { get; init => field = value ?? []; } = [];

    /// <summary>Whether this is a solution of connector projects and no connector itself.</summary>
    [JsonIgnore]
    public bool IsSolution => ConnectorProjects.Count > 0;

    /// <summary><c>ConnectorSkipLowerVersion</c>: an environment that has a newer version of the solution is left alone instead of failing.</summary>
    public bool SkipLowerVersion { get; init; }

    /// <summary>
    /// <c>ConnectorDeleteOmitted</c>: what the upgrade of a managed solution may delete, because its new version does not have it:
    /// <c>type:name</c>, or the row name of a connector.
    /// </summary>
    public IReadOnlyList<string> DeleteOmitted { get; init => field = value ?? []; } = [];

    /// <summary><c>ConnectorCompleteUpgrade</c>: an upgrade of the solution that somebody staged is completed instead of failing.</summary>
    public bool CompleteUpgrade { get; init; }

    /// <summary>
    /// <c>ConnectorDeploymentSettings</c>: the absolute path of a deployment settings file (<c>pac solution create-settings</c>); null
    /// for none.
    /// </summary>
    public string? DeploymentSettingsFile { get; init; }

    /// <summary><c>ConnectorCertification</c>: certification rules count as warnings.</summary>
    public bool Certification { get; init; }

    /// <summary>
    /// <c>NoWarn</c>, <c>WarningsAsErrors</c>, <c>WarningsNotAsErrors</c>, <c>TreatWarningsAsErrors</c> and the
    /// <c>ConnectorSuppression</c> items.
    /// </summary>
    public ValidationSettings Validation { get; init => field = value ?? new(); } = new();

    /// <summary>The environment of that name (case does not matter); null when the project has none.</summary>
    public DeploymentEnvironment? FindEnvironment(string name) =>
        Environments.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes the JSON form.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ConnectorProjectJsonContext.Default.ConnectorProject);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="JsonException">The text is not a project description.</exception>
    public static ConnectorProject FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ConnectorProjectJsonContext.Default.ConnectorProject)
        ?? throw new JsonException("The project description is null.");
}

/// <summary>A <c>ConnectorShare</c> item.</summary>
/// <param name="Principal">A user principal name, an object id, or a team's or group's name.</param>
/// <param name="Access"><c>CanView</c> or <c>CanEdit</c>.</param>
public sealed record ConnectorShare(string Principal, string Access);

/// <summary>How the project wants findings to be counted.</summary>
public sealed record ValidationSettings
{
    /// <summary><c>NoWarn</c>: codes that are not shown unless they are errors.</summary>
    public IReadOnlyList<string> NoWarn { get; init => field = value ?? []; } = [];

    /// <summary><c>WarningsAsErrors</c>: codes whose warnings are errors.</summary>
    public IReadOnlyList<string> WarningsAsErrors { get; init => field = value ?? []; } = [];

    /// <summary><c>WarningsNotAsErrors</c>: codes that stay warnings.</summary>
    public IReadOnlyList<string> WarningsNotAsErrors { get; init => field = value ?? []; } = [];

    /// <summary><c>TreatWarningsAsErrors</c>.</summary>
    public bool TreatWarningsAsErrors { get; init; }

    /// <summary>The <c>ConnectorSuppression</c> items.</summary>
    public IReadOnlyList<ConnectorSuppression> Suppressions { get; init => field = value ?? []; } = [];
}

/// <summary>A <c>ConnectorSuppression</c> item.</summary>
/// <param name="Rule">The code, for example <c>CB4117</c>.</param>
/// <param name="Pointer">A JSON pointer pattern; <c>*</c> stands for one segment, <c>**</c> for any number; null for the whole document.</param>
/// <param name="Justification">Why; required.</param>
public sealed record ConnectorSuppression(string Rule, string? Pointer, string? Justification);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectorProject))]
internal sealed partial class ConnectorProjectJsonContext : JsonSerializerContext;
