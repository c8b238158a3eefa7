namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>The options of <c>dotnet new connector</c>: a sample of twelve, or everything that makes sense.</summary>
internal static class TemplateCombinations
{
    /// <summary>The values of each option. An empty value is the option's absence.</summary>
    public static IReadOnlyDictionary<string, string[]> Values { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["--sign-in"] = ["entra", "on-behalf-of", "oauth", "apikey", "basic", "none"],
        ["--source"] = ["swagger", "openapi3", "aspnet", "mcp"],
        ["--script"] = ["", "true"],
        ["--tests"] = ["", "true"],
        ["--environments"] = ["", "dev,prod"],
    };

    /// <summary>
    /// Every pair of values but these: each sign-in meets two of the four sources, because all would take 24 rows, and half of the sign-ins
    /// meet tests, whose project is the same for each sign-in.
    /// </summary>
    public static IReadOnlyList<string> Sample { get; } =
    [
        "--sign-in entra --source swagger",
        "--sign-in entra --source aspnet --script --tests --environments dev,prod",
        "--sign-in on-behalf-of --source mcp --environments dev,prod",
        "--sign-in on-behalf-of --source openapi3 --script",
        "--sign-in oauth --source openapi3 --environments dev,prod",
        "--sign-in oauth --source aspnet --script",
        "--sign-in apikey --source aspnet",
        "--sign-in apikey --source swagger --script --environments dev,prod --publisher fabrikam",
        "--sign-in basic --source mcp",
        "--sign-in basic --source openapi3 --script --tests --environments dev,prod",
        "--sign-in none --source mcp --environments dev,prod",
        "--sign-in none --source swagger --script --tests",
    ];

    /// <summary>All that make sense.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. from signIn in Values["--sign-in"]
           from source in Values["--source"]
           from script in Values["--script"]
           from tests in Values["--tests"]
           from environments in Values["--environments"]
           let row = new Dictionary<string, string>(StringComparer.Ordinal)
           {
               ["--sign-in"] = signIn, ["--source"] = source, ["--script"] = script, ["--tests"] = tests, ["--environments"] = environments,
           }
           where IsAllowed(row)
           select string.Join(' ', row.Where(o => o.Value.Length > 0).Select(o => o.Value == "true" ? o.Key : $"{o.Key} {o.Value}")),
    ];

    /// <summary>Whether a project can have these values; options that are not named are free.</summary>
    public static bool IsAllowed(IReadOnlyDictionary<string, string> values)
    {
        var hasScript = values.GetValueOrDefault("--script");
        var hasTests = values.GetValueOrDefault("--tests") == "true";
        return !(values.GetValueOrDefault("--source") == "mcp" && (hasScript == "true" || hasTests)) && !(hasTests && hasScript == "");
    }

    /// <summary>The value of each option in a row.</summary>
    public static IReadOnlyDictionary<string, string> Read(string row)
    {
        var words = row.Split(' ');
        return Values.Keys.ToDictionary(
            option => option,
            option => Array.IndexOf(words, option) is >= 0 and var i
                ? i + 1 < words.Length && !words[i + 1].StartsWith('-') ? words[i + 1] : "true"
                : "",
            StringComparer.Ordinal);
    }
}
