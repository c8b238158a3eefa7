using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>
/// A plan as it was shown to whoever approved it: a file that a pipeline keeps between plan and deployment. Holds ids, hashes and words, never a
/// secret and nothing that a deployment would take for true: its ids and hashes are compared with what a new plan finds, its words are for people.
/// </summary>
public sealed record ApprovedPlan
{
    /// <summary>The version of the JSON form that this program writes and reads.</summary>
    public const int CurrentVersion = 2;

    /// <summary>What <see cref="Kind"/> is.</summary>
    public const string KindName = "ConnectorBuild plan";

    /// <summary>Says what the file is.</summary>
    [JsonRequired]
    public string Kind { get; init; } = KindName;

    /// <summary>The version of the JSON form.</summary>
    [JsonRequired]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>When the plan was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Name of the environment in the project.</summary>
    public required string Environment { get; init; }

    /// <summary>
    /// What tells the environment from others: the host of its address, or its name where it has no address of its own (the local cloud).
    /// </summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>The Entra tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Row id of the connector.</summary>
    public required Guid ConnectorId { get; init; }

    /// <summary>Row name of the connector.</summary>
    public required string ConnectorName { get; init; }

    /// <summary>Hashes of what the project wants, by part: a column of the row, <c>solution</c>, <c>application</c>.</summary>
    public required IReadOnlyDictionary<string, string> Desired { get; init; }

    /// <summary>Hashes of what the plan was made from, by part.</summary>
    public required IReadOnlyDictionary<string, string> Observed { get; init; }

    /// <summary>Whether the import comes first, with the plan of another connector of the package.</summary>
    public bool IsImportedBefore { get; init; }

    /// <summary>What was approved, in order.</summary>
    public required IReadOnlyList<ApprovedStep> Steps { get; init; }

    /// <summary>Whether an import is a part of what was approved, be it with the plan of another connector.</summary>
    internal bool Imports => IsImportedBefore || Steps.Any(s => s.Changes(StepThing.Solution));

    /// <summary>The file of a plan.</summary>
    /// <param name="desired">What the project wants.</param>
    /// <param name="observed">What the plan was made from.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="now">The time.</param>
    public static ApprovedPlan Create(DesiredState desired, ObservedState observed, DeploymentPlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(plan);
        return new ApprovedPlan
        {
            Created = now.ToUniversalTime(),
            Environment = desired.Target.Name,
            EnvironmentKey = desired.Target.Key,
            TenantId = desired.Target.TenantId,
            ConnectorId = desired.Row.Identity.RowId,
            ConnectorName = desired.Row.Identity.Name,
            Desired = StateHashes.Of(desired),
            Observed = StateHashes.Of(observed),
            IsImportedBefore = observed.ImportedWith is not null,
            Steps = [.. plan.Steps.Select(ApprovedStep.Create)],
        };
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="ConnectorException">CB9108: it cannot be written.</exception>
    public void Write(string path) => WriteAll(path, [this]);

    /// <summary>Writes the plans of all connectors of a deployment into one file, whole or not at all.</summary>
    /// <exception cref="ConnectorException">CB9108: it cannot be written.</exception>
    public static void WriteAll(string path, IReadOnlyList<ApprovedPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        try
        {
            AtomicFile.Write(path, output =>
            {
                if (plans.Count == 1)
                {
                    JsonSerializer.Serialize(output, plans[0], ApprovedPlanJsonContext.Default.ApprovedPlan);
                }
                else
                {
                    JsonSerializer.Serialize(output, new ApprovedPlans { Plans = plans }, ApprovedPlanJsonContext.Default.ApprovedPlans);
                }
            });
        }
        catch (ConnectorException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    ComparisonDiagnostics.PlanNotWritten,
                    $"The plan cannot be written to '{path}': {e.InnerException?.Message ?? e.Message} Nothing was changed in the "
                        + "environment. Name a file that can be written with --out."), e);
        }
    }

    /// <summary>Reads the file of one connector.</summary>
    /// <exception cref="ConnectorException">CB9102: it is not a plan file, or damaged; CB9103: it is of another version.</exception>
    public static ApprovedPlan Read(string path) => ReadAll(path)[0];

    /// <summary>Reads a file, with a plan for each connector of the deployment; at least one.</summary>
    /// <exception cref="ConnectorException">CB9102: it is not a plan file, or damaged; CB9103: it is of another version.</exception>
    public static IReadOnlyList<ApprovedPlan> ReadAll(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadAllBytes(path));
            var root = document.RootElement;
            RequireVersion(path, root);
            if (root.Get("plans").ValueKind != JsonValueKind.Array)
            {
                return [RequireWhole(path, root.Deserialize(ApprovedPlanJsonContext.Default.ApprovedPlan))];
            }

            foreach (var plan in root.Get("plans").EnumerateArray())
            {
                RequireVersion(path, plan);
            }

            return root.Deserialize(ApprovedPlanJsonContext.Default.ApprovedPlans)!.Plans is { Count: > 0 } plans
                ? [.. plans.Select(p => RequireWhole(path, p))]
                : throw Unreadable(path, "it has no plan in it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // The serializer speaks of types; whoever edited the file knows it by its members.
            throw Unreadable(
                path,
                e is JsonException { Path: { } member }
                    ? $"at '{member}' it has something else than a plan has there, or not all of it"
                    : e.Message,
                e);
        }
    }

    private static void RequireVersion(string path, JsonElement root)
    {
        if (root.Text("kind") != KindName || root.Get("version") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt32(out var version))
        {
            throw Unreadable(path, "it is not a plan that ConnectorBuild wrote");
        }

        if (version != CurrentVersion)
        {
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.PlanOfOtherVersion,
                $"The plan '{path}' has the form {version}, and this version of ConnectorBuild reads form {CurrentVersion}. What was "
                    + "approved cannot be compared safely. Nothing was changed. Plan again with this version, and have that approved.",
                new SourceLocation(path)));
        }
    }

    // The serializer looks after members, not after what is in lists.
    private static ApprovedPlan RequireWhole(string path, ApprovedPlan? plan) =>
        plan is not null
        && plan.Desired.Values.Concat(plan.Observed.Values).All(v => v is not null)
        && plan.Steps.All(s => s is { IsWhole: true })
            ? plan
            : throw Unreadable(path, "a part of it is null");

    private static ConnectorException Unreadable(string path, string why, Exception? inner = null) => new(
        new Diagnostic(
            ComparisonDiagnostics.PlanUnreadable,
            $"The plan '{path}' cannot be read: {SafeText.OneLine(why).TrimEnd('.')}. Nothing was changed. Name the file that 'dotnet "
                + "connector plan --out' wrote, or plan again.",
            new SourceLocation(path)),
        inner);
}

/// <summary>The file of a deployment of several connectors.</summary>
internal sealed record ApprovedPlans
{
    /// <summary>Says what the file is.</summary>
    public string Kind { get; init; } = ApprovedPlan.KindName;

    /// <summary>The version of the JSON form.</summary>
    public int Version { get; init; } = ApprovedPlan.CurrentVersion;

    /// <summary>The plans.</summary>
    public required IReadOnlyList<ApprovedPlan> Plans { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ApprovedPlan))]
[JsonSerializable(typeof(ApprovedPlans))]
internal sealed partial class ApprovedPlanJsonContext : JsonSerializerContext;
