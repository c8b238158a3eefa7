using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>The route Solution: when the package is imported and why, what it must not do, and what comes after it.</summary>
internal static class PackageCases
{
    internal static readonly DesiredState Unmanaged = Desired(isManaged: false);
    internal static readonly DesiredState Managed = Desired(isManaged: true);
    private static readonly DesiredState Refers = Desired(isManaged: true, Contoso.Properties.Replace(
        "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"", StringComparison.Ordinal));

    private static readonly DesiredState NoSignIn = Desired(isManaged: true, """{"properties":{"connectionParameters":{}}}""");

    public static IReadOnlyList<PlanCase> All =>
    [
        new("nothing is there", Unmanaged, Observed.Nothing),
        new("nothing is there, managed", Managed, Observed.Nothing.WithDataverse(d => d with { BlocksUnmanagedChanges = false })),
        new("the package is there", Unmanaged, Imported(Unmanaged)),
        new("the package is there, managed", Managed, Imported(Managed)),
        new(
            "another package of the version was imported", Unmanaged,
            Imported(Unmanaged).WithRecord(r => r with { PackageHash = "another" })),
        new("no deployment imported it", Unmanaged, Imported(Unmanaged).WithRecord(r => r with { PackageHash = null })),
        new("a lower version is there", Unmanaged, Version(Imported(Unmanaged), "0.9.0.0")),
        new("a lower version is there, managed", Managed, Version(Imported(Managed), "0.9.0.0")),
        new("a version that is not one is there", Unmanaged, Version(Imported(Unmanaged), "x")),
        new("a higher version is there", Unmanaged, Version(Imported(Unmanaged), "9.0.0.0")),
        new("a higher version is there, managed", Managed, Version(Imported(Managed), "9.0.0.0")),
        new(
            "a higher version is skipped", Package(Unmanaged, p => p with { SkipsLowerVersion = true }),
            Version(Imported(Unmanaged), "9.0.0.0")),
        new("a higher version is rolled back", RollsBack(Unmanaged), Version(Imported(Unmanaged), "9.0.0.0")),
        new("a managed package is not rolled back", RollsBack(Managed), Version(Imported(Managed), "9.0.0.0")),
        new("unmanaged changes are blocked", Unmanaged, Observed.Nothing.WithDataverse(d => d with { BlocksUnmanagedChanges = true })),
        new(
            "unmanaged changes are blocked, managed", Managed,
            Version(Imported(Managed), "0.9.0.0").WithDataverse(d => d with { BlocksUnmanagedChanges = true })),
        new(
            "whether unmanaged changes are blocked is not known", Managed,
            Version(Imported(Managed), "0.9.0.0").WithDataverse(d => d with { BlocksUnmanagedChanges = null })),
        new("the solution is of the other kind", Managed, Solution(Imported(Managed), s => s with { IsManaged = false })),
        new("the solution is of the other kind, unmanaged", Unmanaged, Solution(Imported(Unmanaged), s => s with { IsManaged = true })),
        new("the solution is of another prefix", Unmanaged, Solution(Imported(Unmanaged), s => s with { PublisherPrefix = "fabrikam" })),
        new(
            "the solution is of another publisher", Unmanaged,
            Solution(Imported(Unmanaged), s => s with { Publisher = new PublisherState(Observed.PublisherId, "fabrikam", "contoso") })),
        new(
            "the solution is of the publisher", Unmanaged,
            Solution(Imported(Unmanaged), s => s with { Publisher = new PublisherState(Observed.PublisherId, "CONTOSO", "contoso") })),
        new("the connector is gone", Unmanaged, Imported(Unmanaged).WithDataverse(d => d with { Connector = null })),
        new("a column differs", Unmanaged, Imported(Unmanaged).WithRow(r => r.Moved("description", "Former text"))),
        new(
            "a column differs, and that is overwritten", Unmanaged with { OverwriteDrift = true },
            Imported(Unmanaged).WithRow(r => r.Moved("description", "Former text"))),
        new(
            "a variable is gone", Unmanaged,
            Variables(Imported(Unmanaged), v => v.Key.EndsWith("_Host", StringComparison.Ordinal) ? null : v.Value)),
        new("a variable has another value", Host(Unmanaged, "new.example"), Imported(Unmanaged)),
        new(
            "a variable has another default", Unmanaged,
            Variables(Imported(Unmanaged), v => v.Value with { DefaultValue = v.Value.DefaultValue is null ? null : "former" })),
        new(
            "a variable has another name", Unmanaged,
            Variables(Imported(Unmanaged), v => v.Value with { DisplayName = "Former" }).WithRecord(r => r with { PackageHash = "another" })),
        new(
            "somebody changed a variable of a managed solution", Managed,
            Variables(Imported(Managed), v => v.Value with { DefaultValue = v.Value.DefaultValue is null ? null : "edited" })),
        new(
            "somebody changed a variable of a managed solution, and that is overwritten", Managed with { OverwriteDrift = true },
            Variables(Imported(Managed), v => v.Value with { DefaultValue = v.Value.DefaultValue is null ? null : "edited" })),
        new("the client id is another", Unmanaged, ClientId(Imported(Unmanaged), "another")),
        new("the client id is another, managed", Managed, ClientId(Imported(Managed), "another")),
        new(
            "the client id is another, and unmanaged changes are blocked", Managed,
            ClientId(Imported(Managed), "another").WithDataverse(d => d with { BlocksUnmanagedChanges = true })),
        new(
            "the app is made anew", Unmanaged,
            Imported(Unmanaged).WithEntra(e => e with { Application = null, ServicePrincipalId = null })),
        new("the secret is asked for anew", Unmanaged.WithApplication(a => a with { RotateAsOf = DateTimeOffset.MaxValue }), Imported(Unmanaged)),
        new(
            "the secret is asked for anew, managed", Managed.WithApplication(a => a with { RotateAsOf = DateTimeOffset.MaxValue }),
            Imported(Managed).WithDataverse(d => d with { BlocksUnmanagedChanges = false })),
        new(
            "the import is for another connector", Unmanaged,
            Version(Imported(Unmanaged), "0.9.0.0") with { ImportedWith = "contoso_other" }),
        new(
            "the import is for another connector, and this one is new", Unmanaged,
            Observed.Nothing with { ImportedWith = "contoso_other" }),
        new(
            "the import is for another connector, and nothing differs", Unmanaged,
            Imported(Unmanaged) with { ImportedWith = "contoso_other" }),
        new(
            "the import is for another connector, and somebody edited this one", Unmanaged,
            Imported(Unmanaged).WithRow(r => r.Moved("description", "Edited")) with { ImportedWith = "contoso_other" }),
        new("referred to: no value", Refers, Observed.Nothing),
        new(
            "referred to: a value is there", Refers,
            Version(Imported(Refers), "0.9.0.0").WithDataverse(d => d with { Variables = Secret(d.Variables) })),
        new("no sign-in", NoSignIn, Observed.Nothing with { Entra = null }),
        new("no sign-in, a lower version", NoSignIn, Version(Imported(NoSignIn), "0.9.0.0") with { Entra = null }),
        new("an upgrade is staged", Managed, Staged(Imported(Managed))),
        new(
            "a staged upgrade deletes", Managed,
            Staged(Imported(Managed), Component("workflow", "Send order"), Component("connector", "contoso_old"))),
        new("a staged upgrade is completed", Package(Managed, p => p with { CompletesUpgrade = true }), Staged(Imported(Managed))),
        new(
            "a staged upgrade is completed and deletes what is named",
            Package(Managed, p => p with { CompletesUpgrade = true, MayDelete = ["contoso_old", "Workflow:send order"] }),
            Staged(Imported(Managed), Component("workflow", "Send order"), Component("connector", "contoso_old"))),
        new(
            "a staged upgrade would delete what is not named", Package(Managed, p => p with { CompletesUpgrade = true }),
            Staged(Imported(Managed), Component("workflow", "Send order"), Component("connector", "contoso_old"))),
        new(
            "a staged upgrade deletes this connector",
            Package(Managed, p => p with { CompletesUpgrade = true, MayDelete = [Managed.Row.Identity.Name] }),
            Staged(Imported(Managed), Component("connector", Managed.Row.Identity.Name))),
        new("an upgrade deletes others", Managed, Omitting(Component("workflow", "Send order"), Component("table", "contoso_order"))),
        new(
            "an upgrade deletes a connector with its variables", Managed,
            Omitting(
                Component("connector", "contoso_old"), Component("environmentvariable", "contoso_old_Host"),
                Component("environmentvariable", "contoso_foreign"))),
        new(
            "an upgrade deletes two connectors", Managed,
            Omitting(Component("connector", "contoso_old"), Component("connector", "contoso_older"))),
        new(
            "an upgrade deletes what is named", Package(Managed, p => p with { MayDelete = ["contoso_old", "workflow:Send order"] }),
            Omitting(Component("connector", "contoso_old"), Component("workflow", "Send order"))),
        new(
            "what would be deleted is needed", Package(Managed, p => p with { MayDelete = ["contoso_old"] }),
            Omitting(Component("connector", "contoso_old") with { HeldBy = ["workflow:Other flow"] })),
        new(
            "what would be deleted is needed by what goes, too",
            Package(Managed, p => p with { MayDelete = ["contoso_old", "workflow:Other flow"] }),
            Omitting(Component("connector", "contoso_old") with { HeldBy = ["workflow:Other flow"] }, Component("workflow", "Other flow"))),
        new(
            "another solution has the connector, too", Managed,
            Omitting(Component("connector", "contoso_old") with { OtherSolution = "Other" })),
        new(
            "the version stays, and a connector is left out", Managed,
            Imported(Managed).WithDataverse(d => d with { Omitted = [Component("connector", "contoso_old")] })),
        new(
            "an unmanaged import leaves connectors", Unmanaged,
            Version(Imported(Unmanaged), "0.9.0.0").WithDataverse(
                d => d with { Omitted = [Component("connector", "contoso_old"), Component("connector", "contoso_older")] })),
        new("a layer hides the change", Managed, Layered("description")),
        new("a layer hides the change, and that is overwritten", Managed with { OverwriteDrift = true }, Layered("description")),
        new("a layer lies elsewhere", Managed, Layered("iconbrandcolor")),
        new("a layer of sign-in settings", Managed, Layered("connectionparameters")),
        new("connections: nothing is there", Connecting("one"), Observed.Nothing),
        new("connections: the reference is new", Connecting("one"), Imported(Connecting("one"))),
        new("connections: all is there", Connecting("one"), Connected(Connecting("one"), "one")),
        new("connections: another connection is given", Connecting("two"), Connected(Connecting("two"), "one")),
        new(
            "connections: another connection is given, and unmanaged changes are blocked", Connecting("two"),
            Connected(Connecting("two"), "one").WithDataverse(d => d with { BlocksUnmanagedChanges = true })),
        new("connections: none is given", Connecting(null), Connected(Connecting(null), "one")),
        new(
            "connections: the reference is of another connector", Connecting("one"),
            Connected(Connecting("one"), "one", "/providers/Microsoft.PowerApps/apis/shared_other")),
    ];

    private static DesiredState Desired(bool isManaged, string? properties = null)
    {
        using var files = new ProjectFiles();
        files.Write("apiDefinition.dev.json", """{"host":"dev.example"}""");
        if (properties is not null)
        {
            files.Write("apiProperties.json", properties);
        }

        var environment = Contoso.Target.Environment with { Route = "Solution", Managed = isManaged };
        return DesiredStates.Create(files.Project(environment), Contoso.Target with { Environment = environment })[0] with { PropertiesLocation = null };
    }

    internal static DesiredState Package(DesiredState desired, Func<DesiredPackage, DesiredPackage> change) =>
        desired with { Route = desired.Import() with { Package = change(desired.Import().Package) } };

    private static DesiredState RollsBack(DesiredState desired) => desired with { Route = desired.Import() with { MayRollBack = true } };

    internal static DesiredState Host(DesiredState desired, string host)
    {
        var variables = desired.Route.Variables;
        var name = variables.Definitions.Single(d => d.SchemaName.EndsWith("_Host", StringComparison.Ordinal)).SchemaName;
        return desired with { Route = desired.Import() with { Variables = variables with { Values = new Dictionary<string, string> { [name] = host } } } };
    }

    internal static DesiredState Connecting(string? connection) => Package(Managed, p => p with
    {
        Manifest = p.Manifest with { ConnectionReferences = [new ConnectionReference("contoso_Mail", "Mail", Mail)] },
        Connections = connection is null ? [] : [new ConnectorBuild.Packages.ConnectionReferenceValue("contoso_Mail", connection, Mail)],
    });

    private const string Mail = "/providers/Microsoft.PowerApps/apis/shared_office365";

    internal static ObservedState Connected(DesiredState desired, string connection, string connector = Mail) =>
        Imported(desired).WithDataverse(d => d with
        {
            Connections = new Dictionary<string, ConnectionReferenceState>
            {
                ["contoso_Mail"] = new(Observed.KeyId, connection) { ConnectorId = connector, DisplayName = "Mail" },
            },
        });

    internal static ObservedState Imported(DesiredState desired)
    {
        var observed = desired.Application is null ? NoApp(desired) : Observed.Deployed(desired);
        var package = desired.Import().Package;
        return observed.WithRecord(r => r with { PackageHash = package.Hash }).WithDataverse(d => d with
        {
            BlocksUnmanagedChanges = false,
            Connector = d.Connector! with { IsManaged = package.IsManaged },
            Solution = d.Solution! with { Version = package.Version.ToString(), IsManaged = package.IsManaged },
            Variables = desired.Route.Variables.Definitions.ToDictionary(
                v => v.SchemaName,
                v => new VariableState(
                    Observed.PublisherId, Observed.SolutionId,
                    desired.Route.Variables.Value(v.SchemaName, Observed.AppId.ToString()), v.DefaultValue)
                {
                    DisplayName = v.DisplayName, Description = v.Description, IsRequired = v.IsRequired,
                }),
        });
    }

    // The texts of the row, on an environment without an app.
    private static ObservedState NoApp(DesiredState desired)
    {
        var columns = ConnectorColumns.Of(desired.Row, clientId: null);
        var state = Observed.Deployed(Unmanaged);
        return state.WithRow(r => r with { Columns = columns }).WithRecord(r => r with
        {
            ClientId = null, SecretKeyId = null,
            Sent = columns.ToDictionary(c => c.Key, c => ContentHash.Of(c.Value ?? "")),
            Read = columns.ToDictionary(c => c.Key, c => ConnectorColumns.ReadHash(c.Key, c.Value)),
        });
    }

    private static ObservedState Solution(ObservedState state, Func<SolutionState, SolutionState> change) =>
        state.WithDataverse(d => d with { Solution = change(d.Solution!) });

    private static ObservedState Version(ObservedState state, string version) => Solution(state, s => s with { Version = version });

    internal static ObservedState Variables(ObservedState state, Func<KeyValuePair<string, VariableState>, VariableState?> change) =>
        state.WithDataverse(d => d with
        {
            Variables = d.Variables.Select(v => (v.Key, State: change(v))).Where(v => v.State is not null).ToDictionary(v => v.Key, v => v.State!),
        });

    private static ObservedState ClientId(ObservedState state, string clientId) => Variables(
        state, v => v.Value.Value == Observed.AppId.ToString() ? v.Value with { Value = clientId } : v.Value);

    private static Dictionary<string, VariableState> Secret(IReadOnlyDictionary<string, VariableState> variables) => new(variables)
    {
        ["contoso_Secret"] = new VariableState(
            Observed.RecordDefinitionId, Observed.RecordValueId, "/subscriptions/s/providers/Microsoft.KeyVault/vaults/v/secrets/n", null),
    };

    internal static OmittedComponent Component(string type, string name) => new(type, name, name, null);

    private static ObservedState Omitting(params OmittedComponent[] omitted) =>
        Version(Imported(Managed), "0.9.0.0").WithDataverse(d => d with { Omitted = omitted });

    internal static ObservedState Staged(ObservedState state, params OmittedComponent[] deletes) => state.WithDataverse(d => d with
    {
        Staged = new StagedUpgrade(d.Solution! with { UniqueName = d.Solution.UniqueName + StagedUpgrade.Suffix, Version = "0.9.5.0" }, deletes),
    });

    private static ObservedState Layered(string column) => Imported(Managed)
        .WithRow(r => r.Moved("description", "Former text") with { IsManaged = true })
        .WithRecord(r => r with { RowETag = "W/\"2000\"", Sent = new Dictionary<string, string>() })
        .WithDataverse(d => d with { UnmanagedColumns = [column], Solution = d.Solution! with { Version = "0.9.0.0" } });
}
