using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;

namespace ConnectorBuild.Cloud.Deployment.Retirement;

/// <summary>Deletes the connector row.</summary>
public sealed record DeleteConnector(ConnectorState Observed) : DeploymentStep(ChangeKind.Remove, StepThing.Connector, Observed.Name, $"'{Observed.Name}'");

/// <summary>Takes a reply URL from the app that no connector has any more.</summary>
public sealed record RemoveReplyUrl(string Url) : DeploymentStep(ChangeKind.Remove, StepThing.ReplyUrl, Url, Url);

/// <summary>Deletes our record.</summary>
public sealed record DeleteRecord(RecordState Observed, string Name) : DeploymentStep(ChangeKind.Remove, StepThing.DeploymentRecord, Name, $"'{Name}'");
