namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>A user's folder with connector projects in it, outside the repository.</summary>
internal sealed class ConnectorFolder
{
    private readonly Dictionary<string, string> _environment;
    private string? _umask;

    public ConnectorFolder(PackedSdk sdk)
    {
        Root = sdk.CreateFolder();
        _environment = sdk.CreateEnvironment();
    }

    /// <summary>The folder with one valid connector in it, <c>Orders.csproj</c>.</summary>
    public static ConnectorFolder WithConnector(PackedSdk sdk, string project = Connectors.Project)
    {
        var folder = new ConnectorFolder(sdk);
        folder.Write("Orders.csproj", project);
        folder.Write("apiDefinition.swagger.json", Connectors.Definition);
        folder.Write("apiProperties.json", Connectors.Properties);
        return folder;
    }

    public string Root { get; }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public bool Has(string relative) => File.Exists(PathOf(relative));

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public ConnectorFolder Write(string relative, string content)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    /// <summary>Sets a variable for the processes that are started from here on.</summary>
    public ConnectorFolder Set(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Sets the file mode creation mask of the processes that are started from here on, where there is one.</summary>
    public ConnectorFolder SetUmask(string umask)
    {
        _umask = umask;
        return this;
    }

    public Task<BuildResult> BuildAsync(params string[] arguments) => RunAsync(["build", .. arguments]);

    public Task<BuildResult> PublishAsync(params string[] arguments) => RunAsync(["publish", .. arguments]);

    /// <summary>Publishes with the stand-in for the tool.</summary>
    public Task<BuildResult> DeployAsync(params string[] arguments) => PublishAsync([FakeTool, .. arguments]);

    /// <summary>The switch that has the stand-in run instead of the tool.</summary>
    public static string FakeTool { get; } = $"-p:ConnectorToolPath={Repository.FakeTool}";

    public Task<BuildResult> RunAsync(params string[] arguments) => RunAsync(nodeReuse: false, arguments);

    public Task<BuildResult> RunAsync(bool nodeReuse, params string[] arguments)
    {
        string[] logger = arguments.Any(a => a.StartsWith("-tl", StringComparison.Ordinal)) ? [] : ["-tl:off"];
        string[] nodes = nodeReuse ? ["-nodeReuse:true"] : ["-nodeReuse:false"];
        return DotNet.RunAsync(Root, [.. arguments, .. logger, .. nodes], _environment, TestContext.Current.CancellationToken, _umask);
    }

    /// <summary>Runs <c>dotnet</c> without the switches of MSBuild.</summary>
    public Task<BuildResult> RunPlainAsync(params string[] arguments) =>
        DotNet.RunAsync(Root, arguments, _environment, TestContext.Current.CancellationToken);

    /// <summary>Starts a process that the test itself waits for.</summary>
    public System.Diagnostics.Process Start(params string[] arguments) =>
        DotNet.Start(Root, [.. arguments, "-tl:off", "-nodeReuse:false"], _environment);

    /// <summary>Every file below the folder with the time of its last change; what restore and MSBuild themselves keep is left out.</summary>
    public IReadOnlyDictionary<string, DateTime> Snapshot() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(
                f => !Path.GetFileName(f).Contains("nuget", StringComparison.OrdinalIgnoreCase)
                    && !f.EndsWith(".assets.json", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(Root, f), File.GetLastWriteTimeUtc, StringComparer.Ordinal);
}
