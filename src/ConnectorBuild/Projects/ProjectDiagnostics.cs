using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>CB61xx: what can be wrong with a project's own settings, before the connector itself is looked at.</summary>
public static class ProjectDiagnostics
{
    /// <summary>CB6101, logged by the targets because an older MSBuild cannot load the tasks.</summary>
    public static readonly DiagnosticDescriptor SdkTooOld = new("CB6101", "The .NET SDK is too old", DiagnosticSeverity.Error);

    /// <summary>CB6102.</summary>
    public static readonly DiagnosticDescriptor UnknownEnvironment = new(
        "CB6102", "The project has no environment of that name", DiagnosticSeverity.Error);

    /// <summary>CB6103, logged by the targets.</summary>
    public static readonly DiagnosticDescriptor EnvironmentNotChosen = new(
        "CB6103", "Nothing says which environment to deploy to", DiagnosticSeverity.Error);

    /// <summary>CB6104.</summary>
    public static readonly DiagnosticDescriptor EnvironmentDuplicate = new("CB6104", "An environment is declared twice", DiagnosticSeverity.Error);

    /// <summary>CB6105.</summary>
    public static readonly DiagnosticDescriptor OutputNotWritten = new("CB6105", "A file of the build cannot be written", DiagnosticSeverity.Error);

    /// <summary>CB6106.</summary>
    public static readonly DiagnosticDescriptor ValueInvalid = new(
        "CB6106", "A property or metadata has a value that it cannot have", DiagnosticSeverity.Error);

    /// <summary>CB6107.</summary>
    public static readonly DiagnosticDescriptor NameUnknown = new("CB6107", "A property, item or metadata is not known", DiagnosticSeverity.Warning);

    /// <summary>CB6108.</summary>
    public static readonly DiagnosticDescriptor ToolFailed = new(
        "CB6108", "The deployment tool could not run or stopped without an explanation", DiagnosticSeverity.Error);

    /// <summary>CB6109.</summary>
    public static readonly DiagnosticDescriptor DescriptionUnreadable = new(
        "CB6109", "The project description cannot be read", DiagnosticSeverity.Error);

    /// <summary>CB6110.</summary>
    public static readonly DiagnosticDescriptor PatchUnused = new("CB6110", "A patch file belongs to no environment", DiagnosticSeverity.Warning);

    /// <summary>CB6111.</summary>
    public static readonly DiagnosticDescriptor DefinitionAmbiguous = new("CB6111", "There are several OpenAPI files", DiagnosticSeverity.Warning);

    /// <summary>CB6112.</summary>
    public static readonly DiagnosticDescriptor WaitsForOthers = new("CB6112", "The deployment waits for another party", DiagnosticSeverity.Error);

    /// <summary>CB6113.</summary>
    public static readonly DiagnosticDescriptor SecretUnused = new(
        "CB6113", "A client secret is named that no connector uses", DiagnosticSeverity.Warning);

    /// <summary>CB6114.</summary>
    public static readonly DiagnosticDescriptor ApiWithoutDocument = new(
        "CB6114", "The API's build writes no OpenAPI document", DiagnosticSeverity.Error);

    /// <summary>CB6115.</summary>
    public static readonly DiagnosticDescriptor ApiUnclear = new(
        "CB6115", "It is not clear which OpenAPI document is meant", DiagnosticSeverity.Error);

    /// <summary>CB7204.</summary>
    public static readonly DiagnosticDescriptor SecretExpires = new("CB7204", "The client secret expires soon", DiagnosticSeverity.Warning);
}
