namespace ConnectorBuild.Architecture.Tests;

/// <summary>The arrows between the folders, lowest first: whoever adds a folder says here what it stands on.</summary>
internal static class House
{
    public const string Root = "ConnectorBuild";

    public const string LocalCloud = Root + ".LocalCloud";

    private const string Diagnostics = Root + ".Diagnostics";
    private const string Definition = Root + ".Definition";
    private const string Conversion = Root + ".Conversion";
    private const string Connectors = Root + ".Connectors";
    private const string CustomCode = Root + ".CustomCode";
    private const string Projects = Root + ".Projects";
    private const string Rules = Root + ".Rules";
    private const string Packages = Root + ".Packages";
    private const string Validation = Root + ".Validation";
    private const string Reports = Root + ".Reports";
    private const string Targets = Root + ".Cloud.Targets";
    private const string Http = Root + ".Cloud.Http";
    private const string Entra = Root + ".Cloud.Entra";
    private const string Dataverse = Root + ".Cloud.Dataverse";
    private const string Platform = Root + ".Cloud.Platform";
    private const string Comparison = Root + ".Cloud.Comparison";
    private const string Deployment = Root + ".Cloud.Deployment";
    private const string Adoption = Root + ".Cloud.Adoption";

    private static readonly string[] Core = [Diagnostics, Definition, Conversion, Connectors, CustomCode, Projects, Rules, Packages, Validation, Reports];

    /// <summary>The offline core.</summary>
    public static IReadOnlyList<Floor> CoreFloors { get; } =
    [
        new(Diagnostics),
        new(Definition, Diagnostics),
        new(Conversion, Diagnostics, Definition),
        new(Connectors, Diagnostics, Definition),
        new(CustomCode, Diagnostics),
        new(Projects, Diagnostics, Definition, Conversion, Connectors, CustomCode),
        new(Rules, Diagnostics, Definition, Connectors, CustomCode, Projects),
        new(Packages, Diagnostics, Definition, Connectors, Projects),
        new(Validation, Diagnostics, Definition, Conversion, Connectors, CustomCode, Projects, Rules, Packages),
        new(Reports, Diagnostics, Definition, Connectors, Projects, Rules, Packages, Validation),
    ];

    /// <summary>The half that talks to clouds.</summary>
    public static IReadOnlyList<Floor> CloudFloors { get; } =
    [
        new(Targets, Core),
        new(Http, [.. Core, Targets]),
        new(Entra, [.. Core, Targets, Http]),
        new(Dataverse, [.. Core, Targets, Http, Entra]),
        new(Comparison, [.. Core, Targets, Http, Entra, Dataverse]),
        new(Platform, [.. Core, Targets, Http, Entra, Dataverse, Comparison]),
        new(Deployment, [.. Core, Targets, Http, Entra, Dataverse, Comparison]),
        new(Adoption, [.. Core, Targets, Http, Entra, Dataverse, Comparison, Deployment]),
    ];

    /// <summary>
    /// The folders of the deployment. Routes turn a project into what should be, steps are data, planning makes plans of them; approval
    /// compares plans, applying carries steps out. The folder itself, which is the engine, stands on all of them.
    /// </summary>
    public static IReadOnlyList<Floor> DeploymentFloors { get; } =
    [
        Part("Routes"),
        Part("Steps"),
        Part("Planning", "Steps"),
        Part("Approval", "Steps", "Planning"),
        Part("Applying", "Steps", "Planning"),
        Part("Retirement", "Steps", "Planning", "Applying"),
    ];

    /// <summary>The local cloud. The root, which is the server and its client, stands on all of them.</summary>
    public static IReadOnlyList<Floor> LocalCloudFloors { get; } =
    [
        Local("Diagnostics"),
        Local("Requests"),
        Local("Scripts"),
        Local("Options", "Diagnostics", "Scripts"),
        Local("Endpoints", "Diagnostics"),
        Local("Http", "Requests"),
        Local("OData", "Http"),
        Local("Faults", "Options", "Http"),
        Local("State", "Diagnostics", "Options", "Endpoints"),
        Local("Identity", "Http", "State"),
        Local("Apis", "Diagnostics", "Options", "State", "Identity"),
        Local("Entra", "Options", "Http", "State", "Identity"),
        Local("Graph", "Requests", "Options", "Http", "OData", "Faults", "State", "Identity"),
        Local("Dataverse", "Requests", "Options", "Http", "OData", "Faults", "State", "Identity"),
        Local("PowerApps", "Http", "State", "Identity", "Dataverse"),
        Local("Seeding", "Options", "Endpoints", "State", "Identity", "Apis", "Graph", "Dataverse"),
        Local("SignIn", "Options", "Http", "State", "Identity", "Entra", "Dataverse"),
        Local("Runtime", "Diagnostics", "Scripts", "Options", "Http", "State", "Identity", "Dataverse", "SignIn"),
        Local("Platform", "Options", "Http", "State", "Identity", "Dataverse", "SignIn", "Runtime"),
        Local("Management", "Requests", "Options", "Endpoints", "Http", "Faults", "State", "Apis", "Seeding", "SignIn", "Runtime"),
        Local(
            "Hosting", "Diagnostics", "Requests", "Options", "Http", "Faults", "State", "Identity", "Entra", "Graph", "Dataverse",
            "PowerApps", "Platform", "Runtime", "Management"),
    ];

    /// <summary>The sub-folders of the local cloud's runtime, lowest first.</summary>
    public static IReadOnlyList<string> LocalRuntime { get; } =
    [
        .. new[] { "Messages", "Expressions", "Policies", "Definitions", "Connections", "Calls" }.Select(f => $"{LocalCloud}.Runtime.{f}"),
    ];

    /// <summary>The sub-folders of the local cloud's Dataverse, lowest first; the folder itself lies below them.</summary>
    public static IReadOnlyList<string> LocalDataverse { get; } =
        [LocalCloud + ".Dataverse", LocalCloud + ".Dataverse.Solutions", LocalCloud + ".Dataverse.WebApi"];

    private static Floor Part(string folder, params string[] uses) => new($"{Deployment}.{folder}", [.. uses.Select(u => $"{Deployment}.{u}")]);

    private static Floor Local(string folder, params string[] uses) => new($"{LocalCloud}.{folder}", [.. uses.Select(u => $"{LocalCloud}.{u}")]);
}
