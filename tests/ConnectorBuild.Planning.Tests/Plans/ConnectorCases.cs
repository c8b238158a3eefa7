using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>The route Direct: solution, publisher, variables, the connector row, edits that somebody made, custom code, the record.</summary>
internal static class ConnectorCases
{
    private const string Code = "public class Script : ScriptBase { }";

    private static readonly DesiredState Desired = Contoso.Desired();
    private static readonly ObservedState Deployed = Observed.Deployed(Desired);
    private static readonly DesiredState Overwrites = Contoso.Desired(Contoso.Project with { OverwriteDrift = true });
    private static readonly DesiredState Refers = Referring();
    private static readonly DesiredState WithCode = Desired with { Row = Desired.Row with { CustomCode = Code } };

    public static IReadOnlyList<PlanCase> All =>
    [
        new("the solution is managed there", Desired, Solution(s => s with { IsManaged = true })),
        new("the solution is of another prefix", Desired, Solution(s => s with { PublisherPrefix = "fabrikam" })),
        new("the prefix differs in letter case", Desired, Solution(s => s with { PublisherPrefix = "CONTOSO" })),
        new("the solution is gone, and nothing differs", Desired, Deployed.WithDataverse(d => d with { Solution = null })),
        new("the solution is gone, and a text differs", Described("New text"), Deployed.WithDataverse(d => d with { Solution = null })),
        new(
            "the solution is gone, and there is no record", Desired,
            Deployed.WithDataverse(d => d with { Solution = null, Record = new RecordState(null, null, null) })),
        new("another connector has the name", Desired, Observed.Nothing.WithDataverse(d => d with { NameHolder = Other })),
        new("the row has another name", Desired, Deployed.WithRow(r => r with { Name = "contoso_former" })),
        new("the row has no name yet", Desired, Deployed.WithRow(r => r with { Name = "" })),
        new("an operation is gone", Contoso.Desired(definition: Operation("ListAll")), Deployed),
        new("an operation is new", Contoso.Desired(definition: Second()), Deployed),
        new(
            "the sign-in changes",
            Contoso.Desired(properties: Contoso.Properties.Replace("\"common\"", "\"organizations\"", StringComparison.Ordinal)), Deployed),
        new(
            "the app is made anew for a connector that is there", Desired,
            Deployed.WithEntra(e => e with { Application = null, ServicePrincipalId = null })),
        new("somebody edited the description", Desired, Edited("description", "Edited by hand.")),
        new("somebody edited the description, and it is overwritten", Overwrites, Edited("description", "Edited by hand.")),
        new("somebody edited what the project changes, too", Described("New text"), Edited("description", "Edited by hand.")),
        new("somebody edited five operations", Contoso.Desired(definition: Five("List")), Deployed5()),
        new("the platform keeps a text in its own words", Desired, InOwnWords(isMoved: false)),
        new("the platform keeps a text in its own words, and the row has moved", Desired, InOwnWords(isMoved: true)),
        new("an icon that somebody set stays", Desired, Deployed.WithRow(r => r with { HasIcon = true })),
        new("the icon that was sent is gone", Icon(1), Observed.Deployed(Icon(1)).WithRow(r => r.Moved() with { HasIcon = false })),
        new("the icon that was sent is there", Icon(1), Observed.Deployed(Icon(1)).WithRow(r => r with { HasIcon = true })),
        new("the icon changes", Icon(2), Observed.Deployed(Icon(1)).WithRow(r => r with { HasIcon = true })),
        new("the icon is taken out of the project", Desired, Observed.Deployed(Icon(1)).WithRow(r => r with { HasIcon = true })),
        new(
            "an older version's record does not know a column", Desired,
            Observed.Deployed(WithCode).WithRecord(r => Without(r, ConnectorColumns.CustomCode))),
        new("custom code comes with a new connector", WithCode, Observed.Nothing),
        new("custom code comes to a connector that is there", WithCode, Deployed),
        new("custom code is taken out", Desired, Observed.Deployed(WithCode)),
        new("variables: nothing is there", Refers, Observed.Nothing),
        new("variables: a value is given", Given("management.azure.com"), Observed.Nothing),
        new("variables: all are there", Given("management.azure.com"), Known("management.azure.com")),
        new("variables: another value is given", Given("other.example"), Known("management.azure.com")),
        new("variables: the value stays that is there", Refers, Known("management.azure.com")),
        new("variables: another default", Refers, Known("management.azure.com", resource: "https://former.example/")),
        new(
            "variables: another default under a value", Refers,
            Known("management.azure.com", resource: "https://former.example/", value: Contoso.ResourceUrl)),
        new("variables: another display name", Refers, Known("management.azure.com", displayName: "Former")),
        new("variables: another client id", Refers, Known("management.azure.com", app: "another")),
        new(
            "variables: the client id is not known yet", Refers,
            Known("management.azure.com").WithEntra(e => e with { Application = null, ServicePrincipalId = null })),
        new(
            "variables: the connector was saved with another value", Given("management.azure.com"),
            Known("management.azure.com").WithRecord(r => r with { Variables = Saved("former.example") })),
        new(
            "variables: the connector was saved with the value", Given("management.azure.com"),
            Known("management.azure.com").WithRecord(r => r with { Variables = Saved("management.azure.com") })),
        new(
            "variables: no record of values", Given("management.azure.com"),
            Known("management.azure.com").WithRecord(r => r with { Variables = null })),
        new("variables: values become references", Given("management.azure.com"), WithVariables(Deployed, "management.azure.com")),
        new("variables: references become values", Desired, Known("management.azure.com").WithDataverse(d => d with
        {
            Variables = new Dictionary<string, VariableState>(),
            Referred = new Dictionary<string, string>
            {
                ["contoso_Host"] = "management.azure.com",
                ["contoso_Resource"] = Contoso.ResourceUrl,
                ["contoso_App"] = Observed.AppId.ToString(),
            },
        })),
        new("the publisher says something else", Publishing(), Observed.Nothing.WithDataverse(d => d with { Publisher = There })),
        new("the solution's publisher says something else", Publishing(), Solution(s => s with { Publisher = There })),
        new("the publisher says the same", Publishing(), Solution(s => s with { Publisher = There with { Details = Wanted } })),
    ];

    private static readonly Guid Other = new("ffffffff-0000-0000-0000-000000000001");

    private static readonly PublisherDetails Wanted = new()
    {
        DisplayName = "Contoso", Description = "Makes things", Email = "it@contoso.com", Url = "https://contoso.com", OptionValuePrefix = 12345,
    };

    private static readonly PublisherState There = new(Observed.PublisherId, "contoso", "contoso")
    {
        Details = new PublisherDetails { DisplayName = "Former", Email = "it@contoso.com", OptionValuePrefix = 10000 },
    };

    private static DesiredState Publishing() => Contoso.Desired(Contoso.Project with { PublisherDetails = Wanted });

    private static DesiredState Described(string text) =>
        Desired with { Row = Desired.Row with { Identity = Desired.Row.Identity with { Description = text } } };

    private static DesiredState Icon(byte icon) => Desired with { Row = Desired.Row with { Icon = new byte[] { icon } } };

    private static string Operation(string id) => Contoso.Definition.Replace("ListSubscriptions", id, StringComparison.Ordinal);

    private static string Second() => Before(Path("tenants", "ListTenants", "List tenants"));

    private static string Five(string verb) =>
        Before(string.Concat(new[] { "A", "B", "C", "D", "E" }.Select(n => Path(n, verb + n, $"{verb} {n}"))));

    private static string Before(string paths) => Contoso.Definition.Replace("\"paths\":{", "\"paths\":{" + paths, StringComparison.Ordinal);

    private static string Path(string path, string id, string summary) =>
        "\"/" + path + "\":{\"get\":{\"operationId\":\"" + id + "\",\"summary\":\"" + summary + "\",\"responses\":{\"200\":{\"description\":\"OK\"}}}},";

    private static ObservedState Deployed5()
    {
        var edited = Contoso.Desired(definition: Five("Get")).Row.OpenApiDefinition;
        return Observed.Deployed(Contoso.Desired(definition: Five("List"))).WithRow(r => r.Moved(ConnectorColumns.Definition, edited));
    }

    private static ObservedState Solution(Func<SolutionState, SolutionState> change) =>
        Deployed.WithDataverse(d => d with { Solution = change(d.Solution!) });

    private static ObservedState Edited(string column, string text) => Deployed.WithRow(r => r.Moved(column, text));

    private static ObservedState InOwnWords(bool isMoved)
    {
        var row = Deployed.Dataverse.Connector!.Moved("description", "In the platform's words");
        var state = Deployed.WithRow(_ => isMoved ? row : row with { ETag = Observed.ETag });
        return state.WithRecord(r => r with
        {
            Read = r.Read.ToDictionary(c => c.Key, c => c.Key == "description" ? ConnectorColumns.ReadHash(c.Key, row[c.Key]) : c.Value),
        });
    }

    private static DeploymentRecord Without(DeploymentRecord record, string column) =>
        record with { Sent = record.Sent.Where(c => c.Key != column).ToDictionary(c => c.Key, c => c.Value) };

    private static DesiredState Referring() => Contoso.Desired(
        Contoso.Project with
        {
            EnvironmentVariables = [new EnvironmentVariable("contoso_Resource", "Resource") { DefaultValue = Contoso.ResourceUrl }],
        },
        Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal),
        Contoso.Properties
            .Replace("\"clientId\":\"\"", "\"clientId\":\"@environmentVariables(\\\"contoso_App\\\")\"", StringComparison.Ordinal)
            .Replace(
                "\"resourceUri\":{\"value\":\"https://management.core.windows.net/\"}",
                "\"resourceUri\":{\"value\":\"@environmentVariables(\\\"contoso_Resource\\\")\"}", StringComparison.Ordinal));

    private static DesiredState Given(string host) => Refers with
    {
        Route = new DirectRoute { Variables = Refers.Route.Variables with { Values = new Dictionary<string, string> { ["contoso_Host"] = host } } },
    };

    private static ObservedState Known(string host, string? resource = null, string? value = null, string displayName = "Resource", string? app = null) =>
        WithVariables(Observed.Deployed(Refers), host, resource, value, displayName, app);

    private static ObservedState WithVariables(
        ObservedState state, string host, string? resource = null, string? value = null, string displayName = "Resource", string? app = null) =>
        state.WithDataverse(d => d with
        {
            Variables = new Dictionary<string, VariableState>
            {
                ["contoso_Host"] = new(Observed.RecordDefinitionId, Observed.SolutionId, host, null) { DisplayName = "contoso_Host" },
                ["contoso_App"] = new(Observed.RecordDefinitionId, Observed.SolutionId, app ?? Observed.AppId.ToString(), null) { DisplayName = "contoso_App" },
                ["contoso_Resource"] = new(Observed.RecordDefinitionId, value is null ? null : Observed.SolutionId, value, resource ?? Contoso.ResourceUrl)
                {
                    DisplayName = displayName,
                },
            },
        }).WithRecord(r => r with { Variables = Saved(host) });

    private static string? Saved(string host) => VariablePlanner.Hash(Refers, v => v.SchemaName switch
    {
        "contoso_Host" => host,
        "contoso_App" => Observed.AppId.ToString(),
        _ => Contoso.ResourceUrl,
    });
}
