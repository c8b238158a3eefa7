using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Writes what MSBuild evaluated as one JSON file, so that tasks and tool agree on what the project says. Checks the project's own settings on
/// the way: kinds of values, misspelt names, the chosen environment.
/// </summary>
public sealed partial class WriteConnectorProject : ConnectorTask
{
    private ProjectSource _source = null!;
    private ProjectValueReader _values = null!;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        _source = new ProjectSource(ProjectFile, GlobalPropertyNames());
        _values = new ProjectValueReader(Report);
        CheckNames();
        var project = ReadProject();
        new FileChecks(_source, Report).Check(project, [.. DefinitionCandidates.Select(c => c.ItemSpec)]);
        CheckEnvironment(project);
        if (!Log.HasLoggedErrors)
        {
            OutputFile.WriteIfChanged(_source.FullPath(Description)!, project.ToJson());
        }
    }

    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    // The name in "type:name" may have blanks; bare names of connectors have none.
    private static IEnumerable<string> Omitted(string entry) => entry.Contains(':', StringComparison.Ordinal) ? [entry] : Names(entry);

    private ConnectorProject ReadProject()
    {
        var defaults = new ConnectorProject { ProjectName = "", ProjectDirectory = "" };
        var openApi = new OpenApiReader(_source, _values, Report);
        return new ConnectorProject
        {
            ProjectName = Path.GetFileNameWithoutExtension(ProjectFile),
            ProjectFile = ProjectFile,
            ProjectDirectory = _source.Directory,
            IntermediateDirectory = _source.FullPath(IntermediateDirectory),
            DefinitionFile = _source.FullPath(
                Apis is [var api, ..]
                    ? openApi.Document(api, [.. ApiDocuments.Select(d => d.ItemSpec)])
                    : Text(ConnectorDefinitionFile) ?? FindDefinition()),
            Operations = [.. Operations.Select(openApi.Operation)],
            Overlays = [.. Overlays.Select(o => _source.FullPath(o.ItemSpec)!)],
            Api = openApi.Api(Apis, ApiAssemblies),
            PropertiesFile = _source.FullPath(Text(ConnectorPropertiesFile)),
            IconFile = _source.FullPath(Text(ConnectorIconFile)),
            ScriptFile = _source.FullPath(Text(ConnectorScriptFile)),
            SolutionName = Text(ConnectorSolutionName),
            SolutionDisplayName = Text(ConnectorSolutionDisplayName),
            SolutionDescription = Text(ConnectorSolutionDescription),
            SolutionVersion = Text(ConnectorSolutionVersion) ?? defaults.SolutionVersion,
            PublisherPrefix = Text(ConnectorPublisherPrefix),
            PublisherName = Text(ConnectorPublisherName),
            PublisherDetails = ReadPublisher(),
            ConnectorName = Text(ConnectorName),
            DisplayName = Text(ConnectorDisplayName),
            Description = Text(ConnectorDescription) ?? (Boolean(nameof(ConnectorOmitDescription), ConnectorOmitDescription) ? "" : null),
            RowId = _values.Identifier(Property(nameof(ConnectorRowId), ConnectorRowId)),
            Owner = Text(ConnectorOwner),
            Shares = [.. Shares.Select(ReadShare)],
            EnvironmentVariables = [.. EnvironmentVariables.Select(new ComponentReader(_source, _values).Variable)],
            ConnectionReferences = [.. ConnectionReferences.Select(new ComponentReader(_source, _values).Reference)],
            Translations = [.. Translations.Select(new ComponentReader(_source, _values).Translation).OfType<Translation>()],
            Environments = new EnvironmentReader(_source, _values, Report).Read(Environments),
            EnvironmentName = Text(ConnectorEnvironment),
            SecretLifetimeDays = _values.Number(Property(nameof(ConnectorSecretLifetimeDays), ConnectorSecretLifetimeDays), 1, 730)
                ?? defaults.SecretLifetimeDays,
            SecretRenewBeforeDays = _values.Number(
                Property(nameof(ConnectorSecretRenewBeforeDays), ConnectorSecretRenewBeforeDays), 0,
                365) ?? defaults.SecretRenewBeforeDays,
            ClientSecretEnvironmentVariable = _values.VariableName(Property(nameof(ConnectorClientSecretEnvVar), ConnectorClientSecretEnvVar)),
            ClientSecretKeyVaultUri = _values.Address(
                Property(nameof(ConnectorClientSecretKeyVaultUri), ConnectorClientSecretKeyVaultUri),
                "https://contoso.vault.azure.net/secrets/orders"),
            ServiceManagementReference = Text(ConnectorServiceManagementReference),
            ProjectUrl = Text(ConnectorProjectUrl),
            AllowSharedApp = Boolean(nameof(ConnectorAllowSharedApp), ConnectorAllowSharedApp),
            GrantAdminConsent = Boolean(nameof(ConnectorGrantAdminConsent), ConnectorGrantAdminConsent),
            PrunePermissions = Boolean(nameof(ConnectorPrunePermissions), ConnectorPrunePermissions),
            OverwriteDrift = Boolean(nameof(ConnectorOverwriteDrift), ConnectorOverwriteDrift),
            Proof = Enum.Parse<ConnectorProof>(
                _values.Choice(Property(nameof(ConnectorProof), ConnectorProof), Enum.GetNames<ConnectorProof>())
                    ?? nameof(Projects.ConnectorProof.SignIn)),
            ProofOperation = Text(ConnectorProofOperation),
            ConnectorProjects = [.. ConnectorProjects.Select(p => _source.FullPath(p.ItemSpec)!)],
            SkipLowerVersion = Boolean(nameof(ConnectorSkipLowerVersion), ConnectorSkipLowerVersion),
            DeleteOmitted = [.. (ConnectorDeleteOmitted ?? "").Split(';', Trimmed).SelectMany(Omitted)],
            CompleteUpgrade = Boolean(nameof(ConnectorCompleteUpgrade), ConnectorCompleteUpgrade),
            DeploymentSettingsFile = _source.FullPath(Text(ConnectorDeploymentSettings)),
            Certification = Boolean(nameof(ConnectorCertification), ConnectorCertification),
            Validation = ReadValidation(),
        };
    }

    private PublisherDetails ReadPublisher() => new()
    {
        DisplayName = Text(ConnectorPublisherDisplayName),
        Description = Text(ConnectorPublisherDescription),
        Email = Text(ConnectorPublisherEmail),
        Url = Text(ConnectorPublisherUrl),
        OptionValuePrefix = _values.Number(
            Property(nameof(ConnectorPublisherOptionValuePrefix), ConnectorPublisherOptionValuePrefix),
            PublisherDetails.MinOptionValuePrefix,
            PublisherDetails.MaxOptionValuePrefix),
    };

    private ValidationSettings ReadValidation() => new()
    {
        NoWarn = Codes(NoWarn),
        WarningsAsErrors = Codes(WarningsAsErrors),
        WarningsNotAsErrors = Codes(WarningsNotAsErrors),
        TreatWarningsAsErrors = Boolean(nameof(TreatWarningsAsErrors), TreatWarningsAsErrors),
        Suppressions = [.. Suppressions.Select(
            s => new ConnectorSuppression(s.ItemSpec, Text(s.GetMetadata("Pointer")), Text(s.GetMetadata("Justification"))))],
    };

    private ConnectorShare ReadShare(ITaskItem item) => new(
        Text(item.GetMetadata("Principal")) ?? item.ItemSpec,
        _values.Choice(
            new ProjectValue(
                $"Access of the share '{item.ItemSpec}'", item.GetMetadata("Access"),
                () => _source.Metadata("ConnectorShare", item, "Access")),
            "CanView", "CanEdit") ?? "CanView");

    private string? FindDefinition() => DefinitionCandidates.Select(c => c.ItemSpec).FirstOrDefault(c => File.Exists(_source.FullPath(c)));

    private void CheckNames()
    {
        var names = new NameChecks(_source, Report);
        names.CheckProject();
        names.CheckMetadata("ConnectorEnvironment", Environments);
        names.CheckMetadata("ConnectorShare", Shares);
        names.CheckMetadata(ComponentReader.VariableType, EnvironmentVariables);
        names.CheckMetadata(ComponentReader.ReferenceType, ConnectionReferences);
        names.CheckMetadata(ComponentReader.TranslationType, Translations);
        names.CheckMetadata("ConnectorSuppression", Suppressions);
        names.CheckMetadata(OpenApiReader.OperationType, Operations);
        names.CheckMetadata(OpenApiReader.OverlayType, Overlays);
        names.CheckMetadata(OpenApiReader.ApiType, Apis);

        // These two steer the targets; the description has no place for them.
        Boolean(nameof(ConnectorDeploy), ConnectorDeploy);
        Boolean(nameof(ConnectorPlanOnly), ConnectorPlanOnly);
    }

    private void CheckEnvironment(ConnectorProject project)
    {
        if (project.EnvironmentName is not { } name || project.FindEnvironment(name) is not null)
        {
            return;
        }

        var known = project.Environments.Select(e => e.Name).ToList();
        var hint = known.Count == 0
            ? "the project has none; add an item such as <ConnectorEnvironment Include=\"dev\" "
                + "Url=\"https://contoso-dev.crm4.dynamics.com\" TenantId=\"...\" />"
            : Similar.Nearest(name, known) is { } nearest
                ? $"did you mean {nearest}? The project has {string.Join(", ", known)}"
                : $"the project has {string.Join(", ", known)}";
        Report(new Diagnostic(
            ProjectDiagnostics.UnknownEnvironment,
            $"The environment '{name}' was chosen, and the project has no ConnectorEnvironment item of that name, so it is not known "
                + $"where to deploy to; {hint}",
            Property(nameof(ConnectorEnvironment), name).FindLocation()));
    }

    private IEnumerable<string> GlobalPropertyNames() => BuildEngine is IBuildEngine6 engine ? engine.GetGlobalProperties().Keys : [];

    private ProjectValue Property(string name, string? text) => _source.Property(name, text);

    private bool Boolean(string name, string? text) => _values.Boolean(Property(name, text)) ?? false;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IReadOnlyList<string> Codes(string? text) =>
        [.. Names(text).Where(code => code.StartsWith("CB", StringComparison.OrdinalIgnoreCase))];

    private static IReadOnlyList<string> Names(string? text) =>
        [.. (text ?? "").Split([';', ',', ' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}
