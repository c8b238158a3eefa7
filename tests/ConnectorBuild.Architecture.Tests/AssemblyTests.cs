using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ConnectorBuild.LocalCloud.Diagnostics;
using NetArchTest.Rules;

namespace ConnectorBuild.Architecture.Tests;

/// <summary>The walls between the assemblies.</summary>
public sealed class AssemblyTests
{
    [Fact]
    public void Core_ReferencesNoCloudLibraryConsoleOrMSBuild() =>
        Assert.DoesNotContain(References("ConnectorBuild"), IsOfCloudOrHost);

    [Fact]
    public void CloudHalf_ReferencesNeitherToolNorLocalCloudNorMSBuild() =>
        Assert.DoesNotContain(
            References("ConnectorBuild.Cloud"),
            n => n.StartsWith("Microsoft.Build", StringComparison.Ordinal)
                || n is "dotnet-connector" or "ConnectorBuild.LocalCloud" or "ConnectorBuild.Tasks" or "Spectre.Console" or "System.Console");

    [Fact]
    public void Tasks_ReferenceTheCoreOnly() =>
        Assert.Equal(["ConnectorBuild"], References("ConnectorBuild.Tasks").Where(n => n.StartsWith("ConnectorBuild", StringComparison.Ordinal)));

    [Fact]
    public void LocalCloud_UsesDiagnosticsOfTheCoreOnly()
    {
        Assert.Equal(
            ["ConnectorBuild"],
            References("ConnectorBuild.LocalCloud").Where(n => n.StartsWith("ConnectorBuild", StringComparison.Ordinal)));
        string[] others = [.. House.CoreFloors.Select(f => f.Namespace).Where(n => n != "ConnectorBuild.Diagnostics")];

        Assert.Empty(Types.InAssembly(typeof(LocalCloudErrors).Assembly)
            .Should().NotHaveDependencyOnAny(others)
            .GetResult().FailingTypes.Select(t => $"{t.FullName}: {t.Explanation}"));
    }

    private static bool IsOfCloudOrHost(string name) =>
        name.StartsWith("Azure", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Graph", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Build", StringComparison.Ordinal)
        || name.StartsWith("ConnectorBuild", StringComparison.Ordinal)
        || name is "System.Console" or "Spectre.Console" or "System.CommandLine";

    // Read, not loaded: the tasks' base class is MSBuild's, which is not there outside of a build.
    private static IReadOnlyList<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }
}
