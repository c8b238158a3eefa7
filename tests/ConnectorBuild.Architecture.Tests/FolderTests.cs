using System.Reflection;
using ConnectorBuild.Cloud;
using ConnectorBuild.Diagnostics;
using NetArchTest.Rules;

namespace ConnectorBuild.Architecture.Tests;

/// <summary>Folders use what lies below them and nothing else.</summary>
public sealed class FolderTests
{
    private static readonly Assembly Core = typeof(Diagnostic).Assembly;
    private static readonly Assembly CloudHalf = typeof(CloudCodes).Assembly;

    public static TheoryData<Floor> CoreFloors => [.. House.CoreFloors];

    public static TheoryData<Floor> CloudFloors => [.. House.CloudFloors];

    [Theory]
    [MemberData(nameof(CoreFloors))]
    public void CoreFolder_UsesOnlyLowerFolders(Floor floor) => AssertUsesOnlyLower(Core, floor, House.CoreFloors);

    [Theory]
    [MemberData(nameof(CloudFloors))]
    public void CloudFolder_UsesOnlyLowerFolders(Floor floor) => AssertUsesOnlyLower(CloudHalf, floor, [.. House.CoreFloors, .. House.CloudFloors]);

    [Fact]
    public void EveryFolderOfCoreAndCloud_HasAFloor()
    {
        string[] floors = [.. House.CoreFloors.Concat(House.CloudFloors).Select(f => f.Namespace)];

        Assert.DoesNotContain(
            Core.GetTypes().Concat(CloudHalf.GetTypes()).Where(t => t.Namespace is { } n && n.StartsWith(House.Root, StringComparison.Ordinal) && n != House.Root && n != House.Root + ".Cloud"),
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

    private static bool IsIn(string @namespace, string floor) => @namespace == floor || @namespace.StartsWith(floor + ".", StringComparison.Ordinal);
}
