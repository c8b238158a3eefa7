using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Output;

/// <summary>Plans and results for machines. <c>version</c> grows when a member changes its meaning.</summary>
internal static class PlanJson
{
    /// <summary>A plan, and what a deployment found or left.</summary>
    public static JsonObject Create(DesiredState desired, ObservedState observed, DeploymentPlan plan, DateTimeOffset now) => new()
    {
        ["kind"] = "deployment",
        ["version"] = 1,
        ["environment"] = desired.Target.Name,
        ["url"] = desired.Target.DataverseUrl.ToString(),
        ["connector"] = new JsonObject
        {
            ["id"] = desired.Row.Identity.RowId.ToString(),
            ["name"] = desired.Row.Identity.Name,
            ["internalId"] = observed.Dataverse.Connector?.InternalId,
        },
        ["application"] = desired.Application is null
            ? null
            : new JsonObject
            {
                ["uniqueName"] = desired.Application.UniqueName,
                ["clientId"] = observed.Entra?.Application?.AppId,
                ["secretExpires"] = DeploymentText.Expiry(observed)?.ToString("O"),
                // Of a permission that the tenant does not have nobody can say who consents; the plan is blocked by it.
                ["adminConsent"] = plan.IsBlocked ? null : AdminConsent(desired, observed),
            },
        ["dependents"] = observed.Dependents is { } dependents
            ? new JsonArray([.. dependents.Found.Select(d => (JsonNode)new JsonObject
            {
                ["type"] = d.Type,
                ["name"] = d.Name,
                ["id"] = d.Id.ToString(),
            })])
            : null,
        ["hasChanges"] = !plan.IsEmpty,
        ["isBlocked"] = plan.IsBlocked,
        ["steps"] = new JsonArray([.. plan.Steps.Select(Step)]),
        ["drift"] = Differences(plan.Drift),
        ["unchanged"] = new JsonArray([.. plan.Unchanged.Select(u => JsonValue.Create(u))]),
        ["needs"] = new JsonArray([.. plan.Needs.Select(n => JsonValue.Create(n))]),
        ["diagnostics"] = new JsonArray([.. plan.Diagnostics.Select(d => new JsonObject
        {
            ["id"] = d.Id,
            ["severity"] = d.Severity.ToString().ToLowerInvariant(),
            ["message"] = d.Message,
        })]),
        ["time"] = now.ToString("O"),
    };

    /// <summary>Adds what a run did beside its plan, and where a person finds it.</summary>
    public static void AddRun(JsonObject document, ConnectorRecord record, ObservedState observed)
    {
        document["done"] = new JsonArray([.. record.Done.Select(d => (JsonNode)new JsonObject
        {
            ["kind"] = d.Step.Kind.ToString().ToLowerInvariant(),
            ["thing"] = d.Step.Thing,
            ["outcome"] = d.Outcome,
            ["seconds"] = Math.Round(d.Elapsed.TotalSeconds, 3),
        })]);
        document["verified"] = new JsonArray([.. record.Verified.Select(v => JsonValue.Create(v))]);
        document["links"] = new JsonObject
        {
            ["app"] = observed.Entra?.Application is { } app ? DeploymentText.AppPage(record.Desired.Target, app.AppId)?.ToString() : null,
            ["environment"] = record.Desired.Target.DataverseUrl.ToString(),
        };
    }

    /// <summary>Documents of several connectors as one.</summary>
    public static JsonObject Combine(IReadOnlyList<JsonObject> documents) => documents.Count == 1
        ? documents[0]
        : new JsonObject { ["kind"] = "deployments", ["version"] = 1, ["connectors"] = new JsonArray([.. documents]) };

    /// <summary>Why there is no result.</summary>
    public static string Failure(IEnumerable<Diagnostic> diagnostics) =>
        Text(new JsonObject { ["kind"] = "errors", ["version"] = 1, ["errors"] = Errors(diagnostics) });

    /// <summary>What a document with a result has beside it where something forbids a deployment.</summary>
    public static JsonArray Errors(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(d => (JsonNode)new JsonObject
    {
        ["id"] = d.Id,
        ["severity"] = d.Severity.ToString().ToLowerInvariant(),
        ["message"] = d.Message,
        ["file"] = d.Location?.File,
        ["line"] = d.Location?.Line,
        ["column"] = d.Location?.Column,
    })];

    /// <summary>What a result rests on: APIs that were assumed to exist.</summary>
    public static JsonArray Assumed(IEnumerable<AssumedApi> apis) => [.. apis.Select(a => (JsonNode)new JsonObject
    {
        ["resource"] = a.Resource,
        ["clientId"] = a.ClientId,
        ["scopes"] = new JsonArray([.. a.Scopes.Select(s => JsonValue.Create(s))]),
        ["text"] = a.Text,
    })];

    /// <summary>A document as it is printed.</summary>
    public static string Text(JsonObject document) => LogSafeJson.Text(document);

    // Null where no permission needs an administrator, or the deployment consents itself.
    private static JsonObject? AdminConsent(DesiredState desired, ObservedState observed) =>
        AdminOnlyScopes.Of(desired, observed) is { Count: > 0 } scopes
        ? new JsonObject
        {
            ["scopes"] = new JsonArray([.. scopes.Select(s => JsonValue.Create(s))]),
            ["url"] = observed.Entra?.Application is { } application ? AdminOnlyScopes.Link(desired.Target, application.AppId).ToString() : null,
        }
        : null;

    private static JsonNode Step(DeploymentStep step) => new JsonObject
    {
        ["kind"] = step.Kind.ToString().ToLowerInvariant(),
        ["thing"] = step.Thing,
        ["summary"] = step.Summary,
        ["details"] = new JsonArray([.. step.Lines.Select(d => JsonValue.Create(d))]),
        ["differences"] = Differences(step.Differences),
    };

    /// <summary>Differences between two connectors, in the form that plans have.</summary>
    public static JsonArray Differences(IEnumerable<ConnectorDifference> differences) =>
        new([.. differences.Select(Difference)]);

    private static JsonObject Difference(ConnectorDifference difference)
    {
        var json = new JsonObject
        {
            ["column"] = difference.Column,
            ["subject"] = difference.Subject,
            ["text"] = difference.Text,
            ["impact"] = difference.Impact.ToString().ToLowerInvariant(),
        };
        if (difference.Place is { } place)
        {
            json["place"] = place;
        }

        return json;
    }
}
