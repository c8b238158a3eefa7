using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.Entra;

public sealed class ScopeTextTests
{
    private const string Graph = "https://graph.microsoft.com";
    private const string App = "6f1c0f9a-2f0a-4b2f-9a53-0f6c2f7a1d10";

    [Theory]
    [InlineData("User.Read", null, "User.Read")]
    [InlineData("https://graph.microsoft.com/User.Read", Graph, "User.Read")]
    [InlineData("https://graph.microsoft.com//User.Read", Graph, "User.Read")]
    [InlineData("https://analysis.windows.net/powerbi/api/Report.Read.All", "https://analysis.windows.net/powerbi/api", "Report.Read.All")]
    [InlineData("https://graph.microsoft.com", Graph, "")]
    [InlineData("https://graph.microsoft.com/", Graph, "")]
    [InlineData("https://graph.microsoft.com/.default", Graph, ".default")]
    [InlineData("api://orders/Orders.Read", "api://orders", "Orders.Read")]
    [InlineData(App + "/Orders.Read", App, "Orders.Read")]
    [InlineData("a/b", null, "a/b")]
    public void Read_OneScope_HasItsResourceAndName(string text, string? resource, string name) =>
        Assert.Equal(new ScopeText(resource, name), Assert.Single(ScopeText.Read(text)));

    [Theory]
    [InlineData("Group.ReadWrite.All offline_access")]
    [InlineData("Group.ReadWrite.All,offline_access")]
    [InlineData(" Group.ReadWrite.All ,\t offline_access\r\n")]
    public void Read_SeveralInOneText_AreSeparated(string text) =>
        Assert.Equal(["Group.ReadWrite.All", "offline_access"], ScopeText.Read(text).Select(s => s.Name));

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void Read_Nothing_IsNone(string text) => Assert.Empty(ScopeText.Read(text));

    [Theory]
    [InlineData("openid", true)]
    [InlineData("OpenId", true)]
    [InlineData("offline_access", true)]
    [InlineData("https://graph.microsoft.com/openid", false)]
    [InlineData("User.Read", false)]
    public void IsOpenId_IsOfTheNameAlone(string text, bool expected) => Assert.Equal(expected, Assert.Single(ScopeText.Read(text)).IsOpenId);

    [Theory]
    [InlineData(".default", true)]
    [InlineData("https://graph.microsoft.com/.default", true)]
    [InlineData("https://graph.microsoft.com", true)]
    [InlineData("User.Read", false)]
    public void IsDefault_NamesNoPermission(string text, bool expected) => Assert.Equal(expected, Assert.Single(ScopeText.Read(text)).IsDefault);

    [Theory]
    [InlineData("User.Read", Graph, true)]
    [InlineData("https://graph.microsoft.com/User.Read", null, true)]
    [InlineData("https://GRAPH.microsoft.com/User.Read", "https://graph.microsoft.com/", true)]
    [InlineData("00000003-0000-0000-c000-000000000000/User.Read", Graph, true)]
    [InlineData("https://management.azure.com/user_impersonation", "https://management.core.windows.net/", true)]
    [InlineData("api://" + App + "/Read", App, true)]
    [InlineData("https://analysis.windows.net/powerbi/api/Report.Read.All", Graph, false)]
    [InlineData("api://orders/Read", "api://parcels", false)]
    public void IsOf_ComparesTheResource(string text, string? resource, bool expected) =>
        Assert.Equal(expected, Assert.Single(ScopeText.Read(text)).IsOf(resource));
}
