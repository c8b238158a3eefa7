namespace ConnectorBuild.Architecture.Tests;

/// <summary>The arrows between the folders, lowest first: whoever adds a folder says here what it stands on.</summary>
internal static class House
{
    public const string Root = "ConnectorBuild";

    private const string Diagnostics = Root + ".Diagnostics";
    private const string Definition = Root + ".Definition";
    private const string Connectors = Root + ".Connectors";
    private const string Projects = Root + ".Projects";
    private const string Rules = Root + ".Rules";
    private const string Packages = Root + ".Packages";
    private const string Validation = Root + ".Validation";
    private const string Reports = Root + ".Reports";
    private const string Targets = Root + ".Cloud.Targets";
    private const string Http = Root + ".Cloud.Http";
    private const string Entra = Root + ".Cloud.Entra";
    private const string Dataverse = Root + ".Cloud.Dataverse";
    private const string Comparison = Root + ".Cloud.Comparison";
    private const string Deployment = Root + ".Cloud.Deployment";
    private const string Adoption = Root + ".Cloud.Adoption";

    private static readonly string[] Core = [Diagnostics, Definition, Connectors, Projects, Rules, Packages, Validation, Reports];

    /// <summary>The offline core.</summary>
    public static IReadOnlyList<Floor> CoreFloors { get; } =
    [
        new(Diagnostics),
        new(Definition, Diagnostics),
        new(Connectors, Diagnostics, Definition),
        new(Projects, Diagnostics, Definition, Connectors),
        new(Rules, Diagnostics, Definition, Connectors, Projects),
        new(Packages, Diagnostics, Definition, Connectors, Projects),
        new(Validation, Diagnostics, Definition, Connectors, Projects, Rules, Packages),
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
        new(Deployment, [.. Core, Targets, Http, Entra, Dataverse, Comparison]),
        new(Adoption, [.. Core, Targets, Http, Entra, Dataverse, Comparison, Deployment]),
    ];
}
