using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// What an environment will hold of a connector when the import has brought it that another connector of the package needs: everything of
/// the package, and no secret. From there on its own plan is made.
/// </summary>
internal static class ImportForecast
{
    /// <summary>The row version of a row that is not written yet; never equal to a real ETag, so the row counts as changed by someone else.</summary>
    private const string NotYet = "after the import";

    /// <summary>
    /// The plan of a connector behind an import that another one needs: what the import does to it, with what that means for flows and for edits that
    /// somebody made, and what is left after it.
    /// </summary>
    public static DeploymentPlan Plan(DesiredState desired, ImportRoute route, ObservedState observed, DateTimeOffset now)
    {
        var before = DeploymentPlanner.Plan(desired, observed, now);
        var left = DeploymentPlanner.Plan(desired, After(desired, route, observed), now);
        var differences = before.Steps.OfType<ImportSolution>().SelectMany(s => s.Differences).ToImmutableArray();
        var row = observed.Dataverse.Connector;
        IEnumerable<DeploymentStep> brought = row is not null && differences.IsEmpty
            ? []
            : [new StepFacts(desired).Complete(
                new BroughtByImport(desired.Row.Identity.Name, observed.ImportedWith!, IsNew: row is null) { Differences = differences })];
        return left with
        {
            Steps = [.. left.Steps.Where(IsBeforeImport), .. brought, .. left.Steps.Where(s => !IsBeforeImport(s))],
            Diagnostics = [.. before.Diagnostics.Union(left.Diagnostics)],
            Drift = before.Drift,
        };
    }

    /// <summary>Whether a step changes all connectors of the solution.</summary>
    public static bool ChangesAll(DeploymentStep step) => step is ImportSolution or PromoteUpgrade;

    /// <summary>
    /// Whether a step is done before an import that another connector needs: the import gives every connector its client id and clears
    /// its secret, so that the next one is there before.
    /// </summary>
    public static bool IsBeforeImport(DeploymentStep step) =>
        step is AddSecret or UseSecret or OnBehalfOfStep
            || step.Id.Thing is StepThing.Application or StepThing.DeletedApplication or StepThing.ServicePrincipal or StepThing.AdminConsent;

    private static ObservedState After(DesiredState desired, ImportRoute route, ObservedState observed)
    {
        var (package, dataverse) = (route.Package, observed.Dataverse);
        var former = dataverse.Connector;
        return observed with
        {
            Dataverse = dataverse with
            {
                Solution = new SolutionState(
                    dataverse.Solution?.Id ?? Guid.Empty, package.Manifest.UniqueName, package.IsManaged, package.Version.ToString(), package.Manifest.PublisherPrefix),
                Connector = new ConnectorState
                {
                    Id = desired.Row.Identity.RowId,
                    Name = desired.Row.Identity.Name,
                    ETag = NotYet,
                    InternalId = former?.InternalId,
                    IsManaged = package.IsManaged,
                    HasIcon = desired.Row.Icon is not null,
                    Columns = ConnectorColumns.Of(desired.Row, clientId: null)
                        .Where(c => c.Key != ConnectorColumns.Icon)
                        .ToDictionary(
                            c => c.Key,
                            c => ConnectorColumns.MayRefer(c.Key) ? ConnectorSignIn.WithPlatformsOwn(c.Value, former?[c.Key]) : c.Value,
                            StringComparer.Ordinal),
                },
                Variables = package.Manifest.EnvironmentVariables.ToDictionary(
                    v => v.SchemaName,
                    v => Variable(v, dataverse, route.Variables, (observed.Entra?.Application ?? observed.Entra?.Deleted?.State)?.AppId),
                    StringComparer.Ordinal),
                Connections = package.Manifest.ConnectionReferences.ToDictionary(
                    r => r.LogicalName,
                    r => new ConnectionReferenceState(
                        Guid.Empty,
                        package.Connections.FirstOrDefault(c => c.LogicalName == r.LogicalName)?.ConnectionId
                            ?? dataverse.Connections.GetValueOrDefault(r.LogicalName)?.ConnectionId)
                    {
                        ConnectorId = r.ConnectorId,
                        CustomConnectorRowId = r.CustomConnectorRowId,
                    },
                    StringComparer.Ordinal),
                Omitted = [],
                Staged = null,
            },
        };
    }

    private static VariableState Variable(
        EnvironmentVariable definition, DataverseObservation dataverse, DesiredVariables variables, string? clientId)
    {
        var former = dataverse.Variables.GetValueOrDefault(definition.SchemaName);
        var value = variables.Value(definition.SchemaName, clientId);
        return new VariableState(
            former?.DefinitionId ?? Guid.Empty, former?.ValueId, value ?? former?.Value, definition.DefaultValue ?? former?.DefaultValue)
        {
            DisplayName = definition.DisplayName,
            Description = definition.Description,
            IsRequired = definition.IsRequired,
        };
    }
}
