using System.Reflection;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static string FakeTool { get; } = Output("tests/ConnectorBuild.FakeTool", "ConnectorBuild.FakeTool.dll");

    /// <summary>The tool as it was built.</summary>
    public static string Tool { get; } = Output("src/ConnectorBuild.Tool", "dotnet-connector.dll");

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Output(string project, string file) => Path.Combine(Root, project, "bin", Configuration, "net10.0", file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tasks.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Tasks.sln was not found above the test's folder.");
    }
}
