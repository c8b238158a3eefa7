namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>
/// The options of <c>dotnet new connector</c>: a sample with every value, each source with several sign-ins, or everything that makes
/// sense.
/// </summary>
internal static class TemplateCombinations
{
    private static readonly string[] SignIns = ["entra", "on-behalf-of", "oauth", "apikey", "basic", "none"];
    private static readonly string[] Sources = ["swagger", "openapi3", "aspnet", "mcp"];
    private static readonly string[] Extras = ["", " --script", " --script --tests"];
    private static readonly string[] Environments = ["", " --environments dev,prod"];

    /// <summary>Each sign-in, each source with two sign-ins, with and without the switches.</summary>
    public static IReadOnlyList<string> Sample { get; } =
    [
        "--sign-in entra --source swagger",
        "--sign-in entra --source aspnet --script --tests --environments dev,prod",
        "--sign-in on-behalf-of --source mcp --environments dev,prod",
        "--sign-in oauth --source openapi3 --script",
        "--sign-in apikey --source aspnet",
        "--sign-in basic --source openapi3 --environments dev,prod",
        "--sign-in none --source mcp",
        "--sign-in none --source swagger --script --tests --environments dev,prod",
    ];

    /// <summary>All that make sense.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. from signIn in SignIns
           from source in Sources
           from extra in source == "mcp" ? Extras[..1] : Extras
           from environments in Environments
           select $"--sign-in {signIn} --source {source}{extra}{environments}",
    ];
}
