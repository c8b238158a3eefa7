using System.Reflection;

namespace ConnectorBuild.Tool;

/// <summary>The tool's version, which is that of all packages.</summary>
internal static class ToolVersion
{
    /// <summary>The version without the commit, such as <c>1.0.0</c> or <c>1.1.0-rc.1</c>.</summary>
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "1.0.0").Split('+')[0];
}
