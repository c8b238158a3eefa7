namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>The tables that a deployment meets.</summary>
internal static class Tables
{
    public static Table Connector { get; } = new("connectors", "connector", "connectorid",
    [
        Column.Text("name", 500) with { Required = true, ValidForUpdate = false },
        new Column("connectortype", ColumnType.Number) { Required = true },
        Column.Text("displayname", 200),
        Column.Text("description", 1000),
        Column.Text("connectorinternalid", 400),
        Column.Text("openapidefinition", 1_000_000),
        Column.Text("connectionparameters", 500_000),
        Column.Text("connectionparametersets", 500_000),
        Column.Text("policytemplateinstances", 500_000),
        Column.Text("scriptoperations", 500_000),
        Column.Text("customcodeblobcontent", 500_000),
        new Column("capabilities", ColumnType.Choices) { Options = [118690000, 118690001, 118690002, 118690003, 118690004, 118690005] },
        Column.Text("interfaces", 4000),
        Column.Text("iconbrandcolor", 100),
        new Column("iconblob", ColumnType.Image),
        Column.ReadOnly("iconblobid"),
        Column.ReadOnly("iconblob_timestamp", ColumnType.Number),
        Column.ReadOnly("iconblob_url"),
        Column.Text("introducedversion", 48) with { ValidForUpdate = false },
        new Column("importsequencenumber", ColumnType.Number) { ValidForUpdate = false },
        new Column("iscustomizable", ColumnType.Object),
        Column.ReadOnly("connectoridunique"),
    ])
    {
        PrimaryName = "name",
        ComponentType = 372,
        Collections = [new("connector_connectionreference", "connectionreference", "customconnectorid")],
    };

    public static Table ConnectionReference { get; } = new("connectionreferences", "connectionreference", "connectionreferenceid",
    [
        Column.Text("connectionreferencelogicalname", 200) with { Required = true },
        Column.Text("connectionreferencedisplayname", 200),
        Column.Text("connectorid", 1000),
        Column.Text("connectionid", 1000),
        Column.Text("description", 2000),
        new Column("promptingbehavior", ColumnType.Number),
    ])
    {
        PrimaryName = "connectionreferencedisplayname",
        AlternateKeys = ["connectionreferencelogicalname"],
        // The number of this component type differs from environment to environment; only that it is above 10000 is known.
        ComponentType = 10_112,
        Lookups = [new("CustomConnectorId", "customconnectorid", "connector")],
    };

    public static Table Publisher { get; } = new("publishers", "publisher", "publisherid",
    [
        Column.Text("uniquename", 256) with { Required = true, ValidForUpdate = false },
        Column.Text("friendlyname", 256) with { Required = true },
        Column.Text("description", 2000),
        Column.Text("customizationprefix", 8) with { Required = true },
        new Column("customizationoptionvalueprefix", ColumnType.Number) { Required = true },
        Column.Text("emailaddress", 100),
        Column.Text("supportingwebsiteurl", 500),
        Column.ReadOnly("isreadonly", ColumnType.Boolean),
    ])
    {
        PrimaryName = "friendlyname",
    };

    public static Table Solution { get; } = new("solutions", "solution", "solutionid",
    [
        Column.Text("uniquename", 65) with { Required = true, ValidForUpdate = false },
        Column.Text("friendlyname", 256) with { Required = true },
        Column.Text("version", 256) with { Required = true },
        Column.Text("description", 2000),
        Column.ReadOnly("isvisible", ColumnType.Boolean),
        Column.ReadOnly("isapimanaged", ColumnType.Boolean),
        Column.ReadOnly("installedon", ColumnType.Time),
        Column.ReadOnly("updatedon", ColumnType.Time),
        Column.ReadOnly("solutionpackageversion"),
    ])
    {
        PrimaryName = "friendlyname",
        Lookups = [new("publisherid", "publisherid", "publisher"), new("parentsolutionid", "parentsolutionid", "solution")],
        Collections = [new("solution_solutioncomponent", "solutioncomponent", "solutionid")],
    };

    public static Table SolutionComponent { get; } = new("solutioncomponents", "solutioncomponent", "solutioncomponentid",
    [
        Column.ReadOnly("objectid", ColumnType.Guid),
        Column.ReadOnly("componenttype", ColumnType.Number),
        Column.ReadOnly("rootcomponentbehavior", ColumnType.Number),
    ])
    {
        Verbs = TableVerbs.Read,
        Lookups = [new("solutionid", "solutionid", "solution")],
    };

    public static Table EnvironmentVariableDefinition { get; } = new(
        "environmentvariabledefinitions", "environmentvariabledefinition", "environmentvariabledefinitionid",
    [
        Column.Text("schemaname", 100) with { Required = true, ValidForUpdate = false },
        Column.Text("displayname", 100) with { Required = true },
        Column.Text("description", 2000),
        Column.Text("defaultvalue", 2000),
        new Column("type", ColumnType.Number),
        new Column("isrequired", ColumnType.Boolean),
        new Column("secretstore", ColumnType.Number),
        Column.Text("hint", 2000),
        Column.Text("valueschema", 2000),
        Column.Text("parameterkey", 200),
        Column.Text("apiid", 200),
        Column.Text("introducedversion", 48),
        new Column("iscustomizable", ColumnType.Object),
    ])
    {
        PrimaryName = "schemaname",
        AlternateKeys = ["schemaname"],
        ComponentType = 380,
        Collections = [new("environmentvariabledefinition_environmentvariablevalue", "environmentvariablevalue", "environmentvariabledefinitionid")],
    };

    public static Table EnvironmentVariableValue { get; } = new(
        "environmentvariablevalues", "environmentvariablevalue", "environmentvariablevalueid",
    [
        Column.Text("schemaname", 100),
        Column.Text("value", 2000),
        Column.Text("introducedversion", 48),
        new Column("iscustomizable", ColumnType.Object),
    ])
    {
        PrimaryName = "schemaname",
        ComponentType = 381,
        Lookups = [new("EnvironmentVariableDefinitionId", "environmentvariabledefinitionid", "environmentvariabledefinition")],
    };

    public static Table SystemUser { get; } = new("systemusers", "systemuser", "systemuserid",
    [
        Column.ReadOnly("fullname"),
        Column.ReadOnly("domainname"),
        Column.ReadOnly("internalemailaddress"),
        Column.ReadOnly("applicationid", ColumnType.Guid),
        Column.ReadOnly("azureactivedirectoryobjectid", ColumnType.Guid),
        Column.ReadOnly("isdisabled", ColumnType.Boolean),
        Column.ReadOnly("accessmode", ColumnType.Number),
    ])
    {
        PrimaryName = "fullname",
        AlternateKeys = ["azureactivedirectoryobjectid"],
        Verbs = TableVerbs.Read,
        Lookups = [new("businessunitid", "businessunitid", "businessunit")],
    };

    public static Table Team { get; } = new("teams", "team", "teamid",
    [
        Column.Text("name", 160) with { Required = true },
        Column.Text("description", 2000),
        new Column("teamtype", ColumnType.Number),
        new Column("azureactivedirectoryobjectid", ColumnType.Guid),
        Column.ReadOnly("isdefault", ColumnType.Boolean),
    ])
    {
        PrimaryName = "name",
        Verbs = TableVerbs.Read | TableVerbs.Create,
        Lookups = [new("businessunitid", "businessunitid", "businessunit")],
    };

    public static Table Organization { get; } = new("organizations", "organization", "organizationid",
    [
        Column.ReadOnly("name"),
        Column.ReadOnly("languagecode", ColumnType.Number),
        Column.ReadOnly("orgdborgsettings"),
    ])
    {
        PrimaryName = "name",
        Verbs = TableVerbs.Read,
    };

    /// <summary>Uploads of <c>StageSolution</c>; clients do not see them.</summary>
    public static Table StagedSolution { get; } = new("stagesolutionuploads", "stagesolutionupload", "stagesolutionuploadid", []) { Verbs = 0 };

    public static Table AsyncOperation { get; } = new("asyncoperations", "asyncoperation", "asyncoperationid",
    [
        Column.ReadOnly("name"),
        Column.ReadOnly("messagename"),
        Column.ReadOnly("operationtype", ColumnType.Number),
        Column.ReadOnly("startedon", ColumnType.Time),
        Column.ReadOnly("completedon", ColumnType.Time),
        Column.ReadOnly("executiontimespan", ColumnType.Number),
        Column.ReadOnly("correlationid", ColumnType.Guid),
        Column.ReadOnly("message"),
        Column.ReadOnly("friendlymessage"),
        Column.ReadOnly("errorcode", ColumnType.Number),
        Column.ReadOnly("data"),
        Column.ReadOnly("depth", ColumnType.Number),
        Column.ReadOnly("retrycount", ColumnType.Number),
        Column.ReadOnly("subtype", ColumnType.Number),
        Column.ReadOnly("retainjobhistory", ColumnType.Boolean),
    ])
    {
        PrimaryName = "name",
        Verbs = TableVerbs.Read,
    };

    public static Table ImportJob { get; } = new("importjobs", "importjob", "importjobid",
    [
        Column.ReadOnly("name"),
        Column.ReadOnly("solutionname"),
        Column.ReadOnly("progress", ColumnType.Number),
        Column.ReadOnly("startedon", ColumnType.Time),
        Column.ReadOnly("completedon", ColumnType.Time),
        Column.ReadOnly("data"),
        Column.ReadOnly("operationcontext"),
        Column.ReadOnly("importcontext"),
    ])
    {
        PrimaryName = "name",
        Verbs = TableVerbs.Read,
    };

    public static Table ComponentLayer { get; } = new("msdyn_componentlayers", "msdyn_componentlayer", "msdyn_componentlayerid",
    [
        Column.ReadOnly("msdyn_name"),
        Column.ReadOnly("msdyn_componentid"),
        Column.ReadOnly("msdyn_solutioncomponentname"),
        Column.ReadOnly("msdyn_solutionname"),
        Column.ReadOnly("msdyn_publishername"),
        Column.ReadOnly("msdyn_order", ColumnType.Number),
        Column.ReadOnly("msdyn_changes"),
    ])
    {
        Verbs = 0,
    };

    /// <summary>What a solution has, a row for each component, with its names.</summary>
    public static Table ComponentSummary { get; } = new("msdyn_solutioncomponentsummaries", "msdyn_solutioncomponentsummary", "msdyn_solutioncomponentsummaryid",
    [
        Column.ReadOnly("msdyn_solutionid", ColumnType.Guid),
        Column.ReadOnly("msdyn_objectid", ColumnType.Guid),
        Column.ReadOnly("msdyn_componenttype", ColumnType.Number),
        Column.ReadOnly("msdyn_componenttypename"),
        Column.ReadOnly("msdyn_componentlogicalname"),
        Column.ReadOnly("msdyn_name"),
        Column.ReadOnly("msdyn_displayname"),
        Column.ReadOnly("msdyn_schemaname"),
        Column.ReadOnly("msdyn_ismanaged", ColumnType.Boolean),
    ])
    {
        Verbs = 0,
    };

    /// <summary>
    /// Components of types that no table here holds: flows, tables, apps, web resources; clients see them as members of their solutions
    /// only.
    /// </summary>
    public static Table OtherComponent { get; } = new("othercomponents", "othercomponent", "othercomponentid",
    [
        Column.ReadOnly("componenttype", ColumnType.Number),
        Column.ReadOnly("name"),
        Column.ReadOnly("displayname"),
        Column.ReadOnly("needs", ColumnType.Guid),
        Column.ReadOnly("table"),
    ])
    {
        Verbs = 0,
    };

    /// <summary>Flows, as far as solutions have them here: their names.</summary>
    public static Table Workflow { get; } = new(
        "workflows", "workflow", "workflowid", [Column.ReadOnly("name"), Column.ReadOnly("category", ColumnType.Number)]) { Verbs = 0 };

    /// <summary>Canvas apps, as far as solutions have them here: their names.</summary>
    public static Table CanvasApp { get; } = new(
        "canvasapps", "canvasapp", "canvasappid", [Column.ReadOnly("name"), Column.ReadOnly("displayname")]) { Verbs = 0 };

    /// <summary>Agents of Copilot Studio, as far as solutions have them here: their names.</summary>
    public static Table Agent { get; } = new("bots", "bot", "botid", [Column.ReadOnly("name")]) { Verbs = 0 };

    /// <summary>Connections of users to connectors; Dataverse does not show them.</summary>
    public static Table Connection { get; } = new(
        "connections", "connection", "connectionid", [Column.ReadOnly("connectorid", ColumnType.Guid)]) { Verbs = 0 };

    /// <summary>Every table.</summary>
    public static IReadOnlyList<Table> All { get; } =
    [
        Connector, ConnectionReference, Publisher, Solution, SolutionComponent, EnvironmentVariableDefinition, EnvironmentVariableValue, SystemUser, Team,
        Organization, AsyncOperation, ImportJob, StagedSolution, OtherComponent, Connection,
    ];

    /// <summary>A table by its logical name.</summary>
    public static Table ByName(string name) => All.First(t => t.Name == name);

    /// <summary>A table by its entity set, or null.</summary>
    public static Table? BySet(string set) => All.FirstOrDefault(t => t.Set == set);
}
