using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

// One parameter for each property of the same name; MSBuild passes texts, and what they must be is checked in one place.
public sealed partial class WriteConnectorProject
{
    /// <summary>The file to write, <c>obj/{project}.connector.json</c>.</summary>
    [Required]
    public string Description { get; set; } = "";

    /// <summary>The folder for intermediate files.</summary>
    [Required]
    public string IntermediateDirectory { get; set; } = "";

    /// <summary>The names under which the OpenAPI file is looked for, the first that exists being it.</summary>
    public ITaskItem[] DefinitionCandidates { get; set; } = [];

    /// <summary><c>ConnectorEnvironment</c> items.</summary>
    public ITaskItem[] Environments { get; set; } = [];

    /// <summary>Descriptions of the connector projects of a solution project.</summary>
    public ITaskItem[] ConnectorProjects { get; set; } = [];

    /// <summary><c>ConnectorShare</c> items.</summary>
    public ITaskItem[] Shares { get; set; } = [];

    /// <summary><c>ConnectorEnvironmentVariable</c> items.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary><c>ConnectorConnectionReference</c> items.</summary>
    public ITaskItem[] ConnectionReferences { get; set; } = [];

    /// <summary>Texts in further languages.</summary>
    public ITaskItem[] Translations { get; set; } = [];

    /// <summary><c>ConnectorOperation</c> items.</summary>
    public ITaskItem[] Operations { get; set; } = [];

    /// <summary><c>ConnectorOverlay</c> items.</summary>
    public ITaskItem[] Overlays { get; set; } = [];

    /// <summary><c>ConnectorApi</c> items.</summary>
    public ITaskItem[] Apis { get; set; } = [];

    /// <summary>The assemblies that the builds of the APIs wrote.</summary>
    public ITaskItem[] ApiAssemblies { get; set; } = [];

    /// <summary>The OpenAPI documents that the builds of those items wrote.</summary>
    public ITaskItem[] ApiDocuments { get; set; } = [];

    /// <summary><c>ConnectorSuppression</c> items.</summary>
    public ITaskItem[] Suppressions { get; set; } = [];

    /// <summary>The OpenAPI file, where it is not found by convention.</summary>
    public string? ConnectorDefinitionFile { get; set; }

    /// <summary>The <c>apiProperties.json</c>.</summary>
    public string? ConnectorPropertiesFile { get; set; }

    /// <summary>The icon.</summary>
    public string? ConnectorIconFile { get; set; }

    /// <summary>The <c>script.csx</c>.</summary>
    public string? ConnectorScriptFile { get; set; }

    /// <summary>Unique name of the solution.</summary>
    public string? ConnectorSolutionName { get; set; }

    /// <summary>The solution's name as makers see it.</summary>
    public string? ConnectorSolutionDisplayName { get; set; }

    /// <summary>The solution's description.</summary>
    public string? ConnectorSolutionDescription { get; set; }

    /// <summary>The solution's version; <c>Version</c> unless set.</summary>
    public string? ConnectorSolutionVersion { get; set; }

    /// <summary>The publisher's customization prefix.</summary>
    public string? ConnectorPublisherPrefix { get; set; }

    /// <summary>The publisher's unique name.</summary>
    public string? ConnectorPublisherName { get; set; }

    /// <summary>The publisher's name as makers see it.</summary>
    public string? ConnectorPublisherDisplayName { get; set; }

    /// <summary>The publisher's description.</summary>
    public string? ConnectorPublisherDescription { get; set; }

    /// <summary>The publisher's e-mail address.</summary>
    public string? ConnectorPublisherEmail { get; set; }

    /// <summary>The publisher's web address.</summary>
    public string? ConnectorPublisherUrl { get; set; }

    /// <summary>The number that begins the values of the publisher's choices, 10000 to 99999.</summary>
    public string? ConnectorPublisherOptionValuePrefix { get; set; }

    /// <summary>The connector's name, the stem of its row name.</summary>
    public string? ConnectorName { get; set; }

    /// <summary>The connector's name as makers see it.</summary>
    public string? ConnectorDisplayName { get; set; }

    /// <summary>The connector's description.</summary>
    public string? ConnectorDescription { get; set; }

    /// <summary>Whether the connector has no description although the definition has one.</summary>
    public string? ConnectorOmitDescription { get; set; }

    /// <summary>The connector's row id, a GUID.</summary>
    public string? ConnectorRowId { get; set; }

    /// <summary>Who owns the connector row.</summary>
    public string? ConnectorOwner { get; set; }

    /// <summary>The environment that was chosen.</summary>
    public string? ConnectorEnvironment { get; set; }

    /// <summary>Days.</summary>
    public string? ConnectorSecretLifetimeDays { get; set; }

    /// <summary>Days.</summary>
    public string? ConnectorSecretRenewBeforeDays { get; set; }

    /// <summary>The NAME of a process environment variable.</summary>
    public string? ConnectorClientSecretEnvVar { get; set; }

    /// <summary>The address of the user's own secret in Azure Key Vault.</summary>
    public string? ConnectorClientSecretKeyVaultUri { get; set; }

    /// <summary>What the tenant wants app registrations to carry.</summary>
    public string? ConnectorServiceManagementReference { get; set; }

    /// <summary>The project's address, for the app's notes.</summary>
    public string? ConnectorProjectUrl { get; set; }

    /// <summary>Boolean.</summary>
    public string? ConnectorAllowSharedApp { get; set; }

    /// <summary>Boolean.</summary>
    public string? ConnectorGrantAdminConsent { get; set; }

    /// <summary>Boolean.</summary>
    public string? ConnectorPrunePermissions { get; set; }

    /// <summary>Boolean.</summary>
    public string? ConnectorOverwriteDrift { get; set; }

    /// <summary><c>SignIn</c> or <c>Call</c>.</summary>
    public string? ConnectorProof { get; set; }

    /// <summary>An operation's id.</summary>
    public string? ConnectorProofOperation { get; set; }

    /// <summary>A deployment settings file.</summary>
    public string? ConnectorDeploymentSettings { get; set; }

    /// <summary>What a managed upgrade may delete: <c>type:name</c>, a bare name for a connector; separated by semicolons.</summary>
    public string? ConnectorDeleteOmitted { get; set; }

    /// <summary>Whether an upgrade that somebody staged is completed.</summary>
    public string? ConnectorCompleteUpgrade { get; set; }

    /// <summary>Whether an environment with a newer version is left alone.</summary>
    public string? ConnectorSkipLowerVersion { get; set; }

    /// <summary>Boolean.</summary>
    public string? ConnectorCertification { get; set; }

    /// <summary>Boolean; only checked here.</summary>
    public string? ConnectorDeploy { get; set; }

    /// <summary>Boolean; only checked here.</summary>
    public string? ConnectorPlanOnly { get; set; }

    /// <summary>Codes, separated by <c>;</c> or <c>,</c>; those of other tools are left out.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Codes, as <see cref="NoWarn"/>.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Codes, as <see cref="NoWarn"/>.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>Boolean.</summary>
    public string? TreatWarningsAsErrors { get; set; }
}
