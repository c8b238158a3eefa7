using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

public sealed partial class ValidateConnector
{
    /// <summary>What <see cref="WriteConnectorProject"/> wrote.</summary>
    [Required]
    public string Description { get; set; } = "";

    /// <summary>The folder of the package with what scripts are compiled against.</summary>
    [Required]
    public string ScriptingDirectory { get; set; } = "";

    /// <summary>The .NET SDK of this build, whose C# compiler compiles scripts.</summary>
    public string? SdkDirectory { get; set; }

    /// <summary>Where to write the definition with the environment's patches applied.</summary>
    [Required]
    public string ResolvedDefinition { get; set; } = "";

    /// <summary>Where to write the properties with the environment's patches applied.</summary>
    [Required]
    public string ResolvedProperties { get; set; } = "";

    /// <summary>Where to write the findings as SARIF 2.1.0.</summary>
    [Required]
    public string SarifFile { get; set; } = "";

    /// <summary>Where to write what a conversion from OpenAPI 3 lost.</summary>
    [Required]
    public string ConversionReport { get; set; } = "";

    /// <summary>Where to write what was validated, with which result.</summary>
    [Required]
    public string ReceiptFile { get; set; } = "";
}
