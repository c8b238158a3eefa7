using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>
/// The folder in which a guide's commands run: a project that is deployed to the local cloud, and the files that guides name. Paths of a
/// command become paths of this folder, its environment becomes the local cloud, and nothing else is changed.
/// </summary>
internal sealed class GuideWorld(GuideCommandTests run)
{
    // Named by guides as packages, folders of files and solution folders that readers have.
    private static readonly string[] Packages = ["old.zip", "ContosoConnectors.zip", "ContosoApps.zip", "dev.zip", "prod.zip", "release/ContosoOrders.zip"];
    private static readonly string[] Folders = ["my-connector", "paconn", "pac"];
    private static readonly string[] Unpacked = ["unpacked-solution", "solution/unpacked"];

    private static readonly HashSet<string> ProjectArguments = new(StringComparer.Ordinal) { "project", "path" };

    private static readonly HashSet<string> PathOptions = new(StringComparer.Ordinal)
    {
        "--out", "--markdown", "--report", "--properties", "--package", "--plan", "--overlay", "--settings", "--options", "--body", "--flows",
    };

    private static readonly HashSet<string> PathArguments = new(StringComparer.Ordinal) { "source", "file", "a", "b", "from", "to", "old", "new" };

    private const string Local = "local";

    private int _made;

    /// <summary>Makes the folder for the commands of a page.</summary>
    public async Task PrepareAsync(IReadOnlyList<CommandLine> commands)
    {
        run.WriteFile("openapi.yaml", OpenApi);
        run.WriteFile("api/orders.yaml", OpenApi);
        run.WriteFile("connector.overlay.yaml", Overlay);
        run.WriteFile("solutions/OrderFlows/Other/Solution.xml", "<ImportExportXml />");
        foreach (var folder in Folders)
        {
            run.WriteFile($"{folder}/apiDefinition.swagger.json", File.ReadAllText(run.PathOf("apiDefinition.swagger.json")));
            run.WriteFile($"{folder}/apiProperties.json", File.ReadAllText(run.PathOf("apiProperties.json")));
        }

        if (commands.Any(c => c.Arguments![0] is "adopt" or "deploy" or "diff" or "plan" or "unpack"))
        {
            await SucceedAsync("package", run.DescriptionFor(Local), "--output", run.PathOf("out"));
            foreach (var package in Packages)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(run.PathOf(package))!);
                File.Copy(run.PathOf("out/ContosoConnectors.zip"), run.PathOf(package));
            }

            foreach (var folder in Unpacked)
            {
                await SucceedAsync("unpack", run.PathOf("old.zip"), "--output", run.PathOf(folder));
            }
        }

        // What a page deploys by itself is there when it is looked at.
        var deployed = commands.Where(c => c.Arguments is ["deploy", ..]).Select(c => EnvironmentOf(c.Arguments!));
        foreach (var environment in commands.Where(IsOfADeployedConnector).Select(c => EnvironmentOf(c.Arguments!)).Except(deployed))
        {
            await SucceedAsync("deploy", run.DescriptionFor(environment));
        }
    }

    /// <summary>The command for this folder.</summary>
    public string[] Translate(RootCommand tool, IReadOnlyList<string> arguments)
    {
        var parsed = tool.Parse([.. arguments]);
        var environment = EnvironmentOf(arguments);
        var words = arguments.ToList();
        foreach (var child in parsed.CommandResult.Children)
        {
            foreach (var token in child.Tokens)
            {
                words[words.LastIndexOf(token.Value)] = Change(child, token.Value, environment);
            }
        }

        words.AddRange(Defaults(parsed, environment));
        return [.. words];
    }

    /// <summary>Whether a command may end so.</summary>
    public static bool Expects(CommandLine command, int exit) =>
        exit == ExitCode.Done || (exit == ExitCode.Pending && command.Arguments!.Contains("--detailed-exitcode"));

    private static bool IsOfADeployedConnector(CommandLine command) =>
        command.Arguments is ["download" or "local-cloud" or "reply-urls" or "retire" or "rotate-secret" or "status", ..] or ["adopt", Local, ..];

    private static string EnvironmentOf(IReadOnlyList<string> arguments)
    {
        var option = arguments.Select((a, i) => a is "-e" or "--environment" ? i : -1).Max();
        return option < 0 ? Local : arguments[option + 1];
    }

    private string Change(SymbolResult symbol, string value, string environment) => symbol switch
    {
        OptionResult { Option.Name: "--environment" } => Local,
        OptionResult { Option.Name: "--user" } when value != "maker" => "user",
        OptionResult { Option.Name: "--connector" } => "contoso_azureresourcemanager",
        OptionResult { Option.Name: "--output" } => New(value),
        OptionResult { Option.Name: "--package" } when !File.Exists(run.PathOf(value)) =>
            run.PathOf($"out/ContosoConnectors{(value.EndsWith("_managed.zip", StringComparison.Ordinal) ? "_managed" : "")}.zip"),
        OptionResult { Option.Name: var name } when PathOptions.Contains(name) => run.PathOf(value),
        ArgumentResult { Argument.Name: var name } when ProjectArguments.Contains(name) => Project(value, environment),
        ArgumentResult { Argument.Name: var name } when PathArguments.Contains(name) => Source(value, environment),
        _ => value,
    };

    // Commands of a page that write to one folder are alternatives, of which a reader takes one.
    private string New(string value) =>
        Directory.Exists(run.PathOf(value)) && Directory.EnumerateFiles(run.PathOf(value), "*.csproj", SearchOption.AllDirectories).Any()
            ? run.PathOf($"{value}-{++_made}")
            : run.PathOf(value);

    // A path that the world has, and otherwise the world's project under another name.
    private string Project(string value, string environment) =>
        File.Exists(run.PathOf(value)) || (Directory.Exists(run.PathOf(value)) && value.Trim('.', '/') is not ("" or "src/Orders" or "Orders"))
            ? run.PathOf(value)
            : run.DescriptionFor(environment);

    private string Source(string value, string environment) => value.Split('=', 2) is [var name, var path]
        ? $"{name}={Source(path, environment)}"
        : value == Local ? value : Project(value, environment);

    // What a command takes from the current folder.
    private IEnumerable<string> Defaults(ParseResult parsed, string environment)
    {
        var command = parsed.CommandResult.Command;
        if (command.Arguments.Any(a => ProjectArguments.Contains(a.Name) && parsed.GetResult(a) is null or { Tokens.Count: 0 }))
        {
            yield return run.DescriptionFor(environment);
        }

        if (command.Name is "adopt" or "diff" && parsed.Tokens.Any(t => t.Value == Local))
        {
            yield return "--state";
            yield return run.PathOf($"obj/{Local}/local-cloud/state.json");
        }

        if (command.Name is "adopt" or "init" or "unpack" && !parsed.Tokens.Any(t => t.Value is "-o" or "--output" or "--force"))
        {
            yield return "--output";
            yield return run.PathOf($"made-{++_made}");
        }
    }

    private async Task SucceedAsync(params string[] arguments)
    {
        var (exit, said) = await run.RunToolAsync(arguments);
        Assert.True(exit == ExitCode.Done, $"{string.Join(' ', arguments)}\n{said}");
    }

    private const string OpenApi = """
        openapi: 3.0.3
        info: { title: Orders, description: Reads orders., version: "1" }
        servers: [ { url: https://orders.contoso.com } ]
        paths:
          /orders:
            get:
              operationId: ListOrders
              summary: List orders
              description: Lists the orders.
              tags: [orders]
              responses: { "200": { description: The orders., content: { application/json: { schema: { type: object } } } } }
        """;

    private const string Overlay = """
        overlay: 1.0.0
        info: { title: Connector, version: "1" }
        actions:
          - target: $.paths['/orders'].get
            update: { x-ms-visibility: important }
        """;
}
