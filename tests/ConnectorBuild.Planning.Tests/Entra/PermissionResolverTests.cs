using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Planning.Tests.Deployment;

namespace ConnectorBuild.Planning.Tests.Entra;

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
        Assert.Equal(
            ["CB7101"],
            Codes(
                () => PermissionResolver.Resolve(
                    [new("https://nowhere.example/", [])], [new("https://nowhere.example/", null, "", [])], null)));

    [Fact]
    public void Resolve_NoScopeOfGraph_TakesWhatThePortalGivesEveryNewApp()
    {
        var resolved = Assert.Single(PermissionResolver.Resolve([new(Graph.Asked, [])], [Graph], null));

        Assert.Equal(("User.Read", PermissionSource.Api), (resolved.Scope.Value, resolved.Source));
    }

    [Theory]
    [InlineData("Mail.Read", "User.ReadBasic.All", "Mail.Read", PermissionSource.Definition)]
    [InlineData("Mail.Reed", "User.ReadBasic.All", "User.ReadBasic.All", PermissionSource.Application)]
    [InlineData("", "User.ReadBasic.All", "User.ReadBasic.All", PermissionSource.Application)]
    [InlineData("", "", "User.Read", PermissionSource.Api)]
    public void Resolve_NoScope_AsksDefinitionThenAppThenApi(string ofDefinition, string held, string expected, PermissionSource source)
    {
        var application = new ApplicationState
        {
            Id = "object",
            AppId = "app",
            Permissions = [.. Graph.Scopes.Where(s => s.Value == held).Select(s => new RequiredPermission(Graph.AppId!.Value, s.Id, "Scope"))],
        };

        var resolved = Assert.Single(
            PermissionResolver.Resolve([new(Graph.Asked, []) { OfDefinition = [ofDefinition] }], [Graph], null, application));

        Assert.Equal((expected, source), (resolved.Scope.Value, resolved.Source));
    }

    [Fact]
    public void Resolve_NoScopeAndNoSource_NamesThoseThatFitThePathsFirst()
    {
        var api = Graph with { Asked = "api://orders", AppId = Guid.NewGuid(), DisplayName = "Orders", Scopes = [.. ((string[])["Parcel.Read", "Order.Read"]).Select(n => new DelegatedScope(Guid.NewGuid(), n, true))] };

        var e = Assert.Throws<ConnectorException>(() => PermissionResolver.Resolve([new(api.Asked, []) { PathWords = ["orders"] }], [api], null));

        Assert.Equal("CB7103", Assert.Single(e.Diagnostics).Id);
        Assert.Contains("'Order.Read', 'Parcel.Read'", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }
}
