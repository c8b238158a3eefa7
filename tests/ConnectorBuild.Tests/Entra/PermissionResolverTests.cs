using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tests.Deployment;

namespace ConnectorBuild.Tests.Entra;

public sealed class PermissionResolverTests
{
    private static readonly ResourceApi Graph = new(
        "https://graph.microsoft.com",
        new Guid("00000003-0000-0000-c000-000000000000"),
        "Microsoft Graph",
        [new(Guid.NewGuid(), "User.Read", true), new(Guid.NewGuid(), "User.ReadBasic.All", true), new(Guid.NewGuid(), "Mail.Read", true)]);

    private static string[] Codes(Action action) => [.. Assert.Throws<ConnectorException>(action).Diagnostics.Select(d => d.Id)];

    [Fact]
    public void Resolve_NoScopeNamed_TakesUserImpersonation()
    {
        var resolved = PermissionResolver.Resolve([new(Contoso.ResourceUrl.TrimEnd('/'), [])], [Observed.AzureServiceManagement], null);

        Assert.Equal(new Guid("41094075-9dad-400e-a0bd-54e686782033"), Assert.Single(resolved).Required.PermissionId);
    }

    [Fact]
    public void Resolve_UnknownScope_NamesTheNearest()
    {
        var e = Assert.Throws<ConnectorException>(() => PermissionResolver.Resolve([new(Graph.Asked, ["User.Reed"])], [Graph], null));

        Assert.Equal("CB7102", e.Diagnostics[0].Id);
        Assert.Contains("The nearest that it offers: 'User.Read'", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_ResourceNotInTenant_IsRefused() =>
        Assert.Equal(["CB7101"], Codes(() => PermissionResolver.Resolve([new("https://nowhere.example/", [])], [new("https://nowhere.example/", null, "", [])], null)));

    [Fact]
    public void Resolve_NoScopeAndNoDefault_IsRefused() =>
        Assert.Equal(["CB7103"], Codes(() => PermissionResolver.Resolve([new(Graph.Asked, [])], [Graph], null)));
}
