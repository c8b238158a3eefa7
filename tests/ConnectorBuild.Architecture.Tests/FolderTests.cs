using System.Reflection;
using System.Text.RegularExpressions;
using ConnectorBuild.Cloud;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using NetArchTest.Rules;

namespace ConnectorBuild.Architecture.Tests;

/// <summary>Folders use what lies below them and nothing else.</summary>
public sealed class FolderTests
{
    private static readonly Assembly Core = typeof(Diagnostic).Assembly;
    private static readonly Assembly CloudHalf = typeof(CloudCodes).Assembly;
    private static readonly Assembly Local = typeof(LocalCloudServer).Assembly;

    public static TheoryData<Floor> CoreFloors => [.. House.CoreFloors];

    public static TheoryData<Floor> CloudFloors => [.. House.CloudFloors];

    public static TheoryData<Floor> DeploymentFloors => [.. House.DeploymentFloors];

    public static TheoryData<Floor> LocalCloudFloors => [.. House.LocalCloudFloors];

    [Theory]
    [MemberData(nameof(CoreFloors))]
    public void CoreFolder_UsesOnlyLowerFolders(Floor floor) => AssertUsesOnlyLower(Core, floor, House.CoreFloors);

    [Theory]
    [MemberData(nameof(CloudFloors))]
    public void CloudFolder_UsesOnlyLowerFolders(Floor floor) => AssertUsesOnlyLower(CloudHalf, floor, [.. House.CoreFloors, .. House.CloudFloors]);

    [Theory]
    [MemberData(nameof(DeploymentFloors))]
    public void DeploymentFolder_UsesOnlyLowerFoldersAndNotTheEngine(Floor floor) => AssertUsesOnlyLower(
        CloudHalf,
        floor,
        [.. House.DeploymentFloors, .. CloudHalf.GetTypes().Where(t => t.Namespace == "ConnectorBuild.Cloud.Deployment" && !t.IsNested).Select(t => new Floor(t.FullName!))]);

    [Theory]
    [MemberData(nameof(LocalCloudFloors))]
    public void LocalCloudFolder_UsesOnlyLowerFolders(Floor floor) => AssertUsesOnlyLower(Local, floor, [.. House.LocalCloudFloors, .. Top(Local)]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void LocalDataverse_UsesNoHigherSubFolder(int level)
    {
        var types = Types.InAssembly(Local).That().ResideInNamespaceMatching($"^{Regex.Escape(House.LocalDataverse[level])}$");

        Assert.NotEmpty(types.GetTypes());
        Assert.Empty(
            types.Should().NotHaveDependencyOnAny([.. House.LocalDataverse.Skip(level + 1)]).GetResult().FailingTypes
                .Select(t => t.FullName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LocalRuntime_UsesNoHigherSubFolder(int level)
    {
        var types = Types.InAssembly(Local).That().ResideInNamespace(House.LocalRuntime[level]);

        Assert.NotEmpty(types.GetTypes());
        Assert.Empty(types.Should().NotHaveDependencyOnAny([.. House.LocalRuntime.Skip(level + 1)]).GetResult().FailingTypes.Select(t => t.FullName));
    }

    [Fact]
    public void EveryFolder_HasAFloor()
    {
        string[] floors = [.. House.CoreFloors.Concat(House.CloudFloors).Concat(House.LocalCloudFloors).Select(f => f.Namespace)];
        string[] roots = [House.Root, House.Root + ".Cloud", House.LocalCloud];

        Assert.DoesNotContain(
            Core.GetTypes().Concat(CloudHalf.GetTypes()).Concat(Local.GetTypes())
                .Where(t => t.Namespace is { } n && n.StartsWith(House.Root, StringComparison.Ordinal) && !roots.Contains(n)),
            t => !floors.Any(f => IsIn(t.Namespace!, f)));
    }

    // A test that finds nothing to forbid would pass for ever.
    [Fact]
    public void Check_OfAnArrowThatIsThere_Fails()
    {
        var violated = new Floor("ConnectorBuild.Validation", "ConnectorBuild.Diagnostics");

        Assert.NotEmpty(Offenders(Core, violated, House.CoreFloors));
    }

    private static void AssertUsesOnlyLower(Assembly assembly, Floor floor, IReadOnlyList<Floor> all)
    {
        Assert.NotEmpty(Types.InAssembly(assembly).That().ResideInNamespace(floor.Namespace).GetTypes());
        Assert.Empty(Offenders(assembly, floor, all));
    }

    private static IEnumerable<string> Offenders(Assembly assembly, Floor floor, IReadOnlyList<Floor> all)
    {
        string[] forbidden = [.. all.Select(f => f.Namespace).Where(n => n != floor.Namespace && !floor.Uses.Contains(n))];
        return forbidden.Length == 0
            ? []
            : Types.InAssembly(assembly).That().ResideInNamespace(floor.Namespace)
                .Should().NotHaveDependencyOnAny(forbidden)
                .GetResult().FailingTypes.Select(t => $"{t.FullName}: {t.Explanation}");
    }

    /// <summary>What lies in the assembly's root, type by type: nothing below may use it.</summary>
    private static IEnumerable<Floor> Top(Assembly assembly) =>
        assembly.GetTypes().Where(t => t.Namespace == assembly.GetName().Name && !t.IsNested).Select(t => new Floor(t.FullName!));

    private static bool IsIn(string @namespace, string floor) => @namespace == floor || @namespace.StartsWith(floor + ".", StringComparison.Ordinal);
}
