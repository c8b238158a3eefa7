using System.Diagnostics;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What each step of a connector's plan needs, and what it brings about.</summary>
internal sealed class StepFacts(DesiredState desired)
{
    private readonly StepFact _application = new(FactKind.Application, desired.Application?.UniqueName ?? "");
    private readonly StepFact _servicePrincipal = new(FactKind.ServicePrincipal, desired.Application?.UniqueName ?? "");
    private readonly StepFact _scope = new(FactKind.AccessScope, desired.Application?.UniqueName ?? "");
    private readonly StepFact _platform = new(FactKind.PlatformPrincipal, "");
    private readonly StepFact _secret = new(FactKind.ClientSecret, desired.Row.Identity.Name);
    private readonly StepFact _publisher = new(FactKind.Publisher, desired.Solution.PublisherPrefix);
    private readonly StepFact _solution = new(FactKind.Solution, desired.Solution.UniqueName);
    private readonly StepFact _connector = new(FactKind.Connector, desired.Row.Identity.Name);
    private readonly StepFact _signIn = new(FactKind.SignInSettings, desired.Row.Identity.Name);
    private readonly StepFact _code = new(FactKind.CustomCode, desired.Row.Identity.Name);
    private readonly StepFact _owner = new(FactKind.Owner, desired.Row.Identity.Name);
    private readonly StepFact _replyUrl = new(FactKind.ReplyUrl, desired.Row.Identity.Name);
    private readonly StepFact _trust = new(FactKind.FederatedCredential, desired.Row.Identity.Name);
    private readonly StepFact _record = new(FactKind.DeploymentRecord, desired.RecordName);

    /// <summary>The step with what it needs and brings about.</summary>
    public DeploymentStep Complete(DeploymentStep step)
    {
        var (needs, provides) = Of(step);
        return step with { Needs = [.. needs], Provides = [.. provides] };
    }

    private (StepFact[] Needs, StepFact[] Provides) Of(DeploymentStep step) => step switch
    {
        CreatePublisher => ([], [_publisher]),
        CreateSolution => ([_publisher], [_solution]),
        CreateApplication or RestoreApplication => ([], [_application]),
        UpdateApplication => ([_application], []),
        CreateServicePrincipal or RestoreServicePrincipal => ([_application], [_servicePrincipal]),
        GrantConsent => ([_servicePrincipal], []),
        AddIdentifierUri => ([_application], []),
        AddAccessScope => ([_application], [_scope]),
        CreatePlatformPrincipal => ([], [_platform]),
        Preauthorize => ([_application, _scope, _platform], []),
        AddSecret or UseSecret => ([_application, _servicePrincipal], [_secret]),
        CreateVariable create => ([_solution, .. ClientIdOf(create.IsClientId)], [Variable(create.Definition.SchemaName)]),
        UpdateVariable update => ([], [Variable(update.Definition.SchemaName)]),
        SetVariable set => (ClientIdOf(set.Value is null), [Variable(set.Name)]),
        SetClientId set => ([_application], [.. set.Names.Select(Variable)]),
        SetConnection => ([], []),
        CreateConnector or UpdateConnector => ([_solution, .. SignIn, .. Variables], [_connector]),
        AttachCustomCode => ([_connector], [_code]),
        PromoteUpgrade => ([], []),
        ImportSolution => (ClientIdOf(desired.Route.Variables.ClientIds.Count > 0), [_solution, _connector]),
        BroughtByImport => ([_solution], [_connector]),
        RestoreSignIn => ([_connector, .. SignIn, .. Variables], [_signIn]),
        AddReplyUrl => ([_application, _connector, _signIn], [_replyUrl]),
        AddTrust => ([_application, _connector, _signIn], [_trust]),
        AssignOwner => ([_connector, _signIn, _code], [_owner]),
        ShareConnector or RevokeShare => ([_connector], []),
        WriteRecord => ([_connector, _signIn, _code, _owner, _replyUrl, _trust, _secret], [_record]),
        RemoveSecret => ([_record], []),
        _ => throw new UnreachableException($"No facts for {step.GetType().Name}."),
    };

    private StepFact[] SignIn => desired.Application is null ? [] : [_application, _secret];

    private IEnumerable<StepFact> Variables => VariableReference.NamesIn(desired.Row).Select(Variable);

    private StepFact[] ClientIdOf(bool isClientId) => isClientId && desired.Application is not null ? [_application] : [];

    private static StepFact Variable(string name) => new(FactKind.Variable, name);
}
