using System.Text.RegularExpressions;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The tool as a process would run it, in a folder with a connector project that MSBuild has described.</summary>
public abstract partial class ToolRun : IDisposable
{
    private readonly SkippingTimeProvider _clock = new();

    protected ToolRun()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "obj"));
        Write("apiDefinition.swagger.json", Contoso.Definition);
        Write("apiProperties.json", Contoso.Properties);
        Describe();
    }

    internal SkippingTimeProvider Clock => _clock;

    /// <summary>Whether a test moves the clock, which a program of its own would not see.</summary>
    protected virtual bool MovesClock => false;

    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}");

    protected string Description => At("obj/AzureResourceManager.connector.json");

    protected string State => At("obj/local-cloud/state.json");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Folder, name);

    protected string Read(string name) => File.ReadAllText(At(name));

    protected void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    protected void Describe(Func<ConnectorProject, ConnectorProject>? change = null)
    {
        var project = new ConnectorProject
        {
            ProjectName = "AzureResourceManager",
            ProjectDirectory = Folder,
            IntermediateDirectory = At("obj"),
            DefinitionFile = At("apiDefinition.swagger.json"),
            PropertiesFile = At("apiProperties.json"),
            SolutionName = "ContosoConnectors",
            PublisherPrefix = "contoso",
            Environments = [new DeploymentEnvironment { Name = "local" }],
            EnvironmentName = "local",
        };
        File.WriteAllBytes(Description, (change?.Invoke(project) ?? project).ToJson());
    }

    /// <summary>Runs a command, some minutes after the one before; by the program that is to be tested, if there is one.</summary>
    protected Task<(int Exit, string Output)> RunAsync(params string[] arguments) => ToolProgram.Path is null || MovesClock
        ? RunAsync(isInteractive: false, arguments)
        : ToolProgram.RunAsync(arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs a command; for a person at a terminal, or for a log.</summary>
    protected async Task<(int Exit, string Output)> RunAsync(bool isInteractive, params string[] arguments)
    {
        _clock.Advance(TimeSpan.FromMinutes(5));
        var output = new StringWriter();
        var exit = await ConnectorTool.RunAsync(
            arguments, new ToolStreams(output, output, isInteractive), _clock, TestContext.Current.CancellationToken);

        // Whether a terminal shows colours is the machine's business.
        return (exit, Colours().Replace(output.ToString(), ""));
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Colours();
}
