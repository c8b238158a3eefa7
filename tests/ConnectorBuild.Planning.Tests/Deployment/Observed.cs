using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>What an environment looks like after a deployment of a desired state, for tests of the planner to start from.</summary>
internal static class Observed
{
    public const string RedirectUrl = "https://global.consent.azure-apim.net/redirect/contoso-5fazureresourcemanager-5f0123456789abcdef";
    public const string ETag = "W/\"1000\"";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    public static readonly Guid AppId = new("aaaaaaaa-0000-0000-0000-000000000001");
    public static readonly Guid SolutionId = new("cccccccc-0000-0000-0000-000000000001");
    public static readonly Guid PublisherId = new("cccccccc-0000-0000-0000-000000000002");
    public static readonly Guid RecordDefinitionId = new("cccccccc-0000-0000-0000-000000000003");
    public static readonly Guid RecordValueId = new("cccccccc-0000-0000-0000-000000000004");
    public static readonly Guid KeyId = new("bbbbbbbb-0000-0000-0000-000000000001");

    public static readonly ResourceApi AzureServiceManagement = new(
        Contoso.ResourceUrl,
        new Guid("797f4846-ba00-4fd7-ba43-dac1f8f63013"),
        "Windows Azure Service Management API",
        [new DelegatedScope(new Guid("41094075-9dad-400e-a0bd-54e686782033"), "user_impersonation", true)]);

    public static ObservedState Nothing { get; } = new(
        new EntraObservation(null, null, [AzureServiceManagement]),
        new DataverseObservation(null, null, null, null, new RecordState(null, null, null)));

    public static ObservedState Deployed(DesiredState desired)
    {
        var columns = ConnectorColumns.Of(desired.Row, AppId.ToString());
        var read = columns.Where(c => c.Key != ConnectorColumns.Icon).ToDictionary(c => c.Key, c => c.Value);
        read[ConnectorColumns.ConnectionParameters] =
            read[ConnectorColumns.ConnectionParameters]!.Replace(
                "\"redirectMode\":", $"\"redirectUrl\":\"{RedirectUrl}\",\"redirectMode\":", StringComparison.Ordinal);
        return new ObservedState(
            new EntraObservation(
                new ApplicationState
                {
                    Id = "app-object-id",
                    AppId = AppId.ToString(),
                    UniqueName = desired.Application!.UniqueName,
                    DisplayName = desired.Application.DisplayName,
                    SignInAudience = desired.Application.Audience,
                    RedirectUris = [RedirectUrl],
                    Permissions = [new RequiredPermission(AzureServiceManagement.AppId!.Value, AzureServiceManagement.Scopes[0].Id, "Scope")],
                    Passwords = [new PasswordState(KeyId, desired.Application.SecretPrefix + "x", Now.AddDays(-10), Now.AddDays(170))],
                },
                "service-principal-id",
                [AzureServiceManagement]),
            new DataverseObservation(
                new ConnectorState { Id = desired.Row.Identity.RowId, ETag = ETag, Name = desired.Row.Identity.Name, InternalId = "shared_x", Columns = read },
                null,
                new SolutionState(SolutionId, desired.Solution.UniqueName, false, "1.0.0.0", "contoso"),
                new PublisherState(PublisherId, "contoso", "contoso"),
                new RecordState(
                    RecordDefinitionId,
                    RecordValueId,
                    new DeploymentRecord
                    {
                        RowETag = ETag,
                        ClientId = AppId.ToString(),
                        SecretKeyId = KeyId,
                        SecretSince = Now.AddDays(-10),
                        SecretLifetimeDays = 180,
                        RedirectUrls = [RedirectUrl],
                        Sent = columns.ToDictionary(c => c.Key, c => ContentHash.Of(c.Value ?? "")),
                        Read = read.ToDictionary(c => c.Key, c => ConnectorColumns.ReadHash(c.Key, c.Value)),
                    })));
    }

    /// <summary>The same wish with another application.</summary>
    public static DesiredState WithApplication(this DesiredState desired, Func<DesiredApplication, DesiredApplication> change) =>
        desired with { Application = change(desired.Application!) };

    public static ObservedState WithRow(this ObservedState state, Func<ConnectorState, ConnectorState> change) =>
        state with { Dataverse = state.Dataverse with { Connector = change(state.Dataverse.Connector!) } };

    public static ObservedState WithApplication(this ObservedState state, Func<ApplicationState, ApplicationState> change) =>
        state with { Entra = state.Entra! with { Application = change(state.Entra.Application!) } };

    public static ObservedState WithRecord(this ObservedState state, Func<DeploymentRecord, DeploymentRecord?> change) =>
        state with { Dataverse = state.Dataverse with { Record = state.Dataverse.Record with { Record = change(state.Dataverse.Record.Record!) } } };

    public static ObservedState WithEntra(this ObservedState state, Func<EntraObservation, EntraObservation> change) =>
        state with { Entra = change(state.Entra!) };

    public static ObservedState WithDataverse(this ObservedState state, Func<DataverseObservation, DataverseObservation> change) =>
        state with { Dataverse = change(state.Dataverse) };

    public static ConnectorState Moved(this ConnectorState row, string? column = null, string? value = null)
    {
        var columns = row.Columns.ToDictionary(c => c.Key, c => c.Value);
        if (column is not null)
        {
            columns[column] = value;
        }

        return row with { ETag = "W/\"2000\"", Columns = columns };
    }
}
