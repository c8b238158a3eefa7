using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

// No parameter carries a secret: task inputs land in binary logs. The tool takes what it needs from its environment.
public sealed partial class RunConnectorTool
{
    /// <summary>The tool's assembly, <c>dotnet-connector.dll</c>.</summary>
    [Required]
    public string ToolAssembly { get; set; } = "";

    /// <summary>The .NET host; found on the path if empty.</summary>
    public string? DotNetHost { get; set; }

    /// <summary><c>deploy</c> or <c>plan</c>.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <summary>What <see cref="WriteConnectorProject"/> wrote.</summary>
    [Required]
    public string Description { get; set; } = "";

    /// <summary>Where the tool writes its report.</summary>
    [Required]
    public string ReportFile { get; set; } = "";
}
