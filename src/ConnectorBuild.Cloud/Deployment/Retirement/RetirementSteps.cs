using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Retirement;

/// <summary>Deletes the connector row.</summary>
public sealed record DeleteConnector(ConnectorState Observed) : DeploymentStep(
    ChangeKind.Remove, StepThing.Connector, Observed.Name, $"'{Observed.Name}'");

/// <summary>Takes a reply URL from the app that no connector has any more.</summary>
public sealed record RemoveReplyUrl(string Url) : DeploymentStep(ChangeKind.Remove, StepThing.ReplyUrl, Url, Url);

/// <summary>Takes the platform's authorization from the app. Its scope and its Application ID URI stay.</summary>
public sealed record RevokePreauthorization()
    : DeploymentStep(ChangeKind.Remove, StepThing.Preauthorization, OnBehalfOf.PlatformAppId, $"'{OnBehalfOf.PlatformName}'");

/// <summary>Deletes our record.</summary>
public sealed record DeleteRecord(RecordState Observed, string Name) : DeploymentStep(
    ChangeKind.Remove, StepThing.DeploymentRecord, Name, $"'{Name}'");
