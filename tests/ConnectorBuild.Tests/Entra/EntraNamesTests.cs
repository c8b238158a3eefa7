using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tests.Entra;

public sealed class EntraNamesTests
{
    [Fact]
    public void UniqueName_IsTheSameEverywhereAndSafeInAPath()
    {
        Assert.Equal(
            "connectorbuild.contoso_a-20b.contoso-dev.crm4.dynamics.com",
            EntraNames.UniqueName("contoso_a-20b", "contoso-dev.crm4.dynamics.com"));
        Assert.Equal("connectorbuild.contoso_a-20b", EntraNames.UniqueName("contoso_a-20b", null));
        Assert.Matches("^[A-Za-z0-9._-]+$", EntraNames.UniqueName("it's a/b", "x:y"));
    }

    [Fact]
    public void UniqueName_TooLong_StaysUniqueAndFits()
    {
        var a = EntraNames.UniqueName(new string('x', 300) + "a", "host");
        var b = EntraNames.UniqueName(new string('x', 300) + "b", "host");

        Assert.NotEqual(a, b);
        Assert.InRange(a.Length, 1, 120);
    }

    [Fact]
    public void DisplayName_LongTitle_KeepsTheEnvironment()
    {
        var name = EntraNames.DisplayName(new string('x', 200), "dev");

        Assert.Equal(120, name.Length);
        Assert.EndsWith(" connector (dev)", name, StringComparison.Ordinal);
    }
}
