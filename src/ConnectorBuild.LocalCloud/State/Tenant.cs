using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>A tenant: its directory and who is seeded in it.</summary>
internal sealed class Tenant
{
    /// <summary>The name in the options.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant's id in lower case.</summary>
    public required string Id { get; init; }

    /// <summary>The initial domain.</summary>
    public required string Domain { get; init; }

    /// <summary>Client id of the deployment identity.</summary>
    public string DeployerAppId { get; set; } = "";

    /// <summary>The deployment identity, with the first of its secrets.</summary>
    public LocalIdentity Deployer
    {
        get
        {
            var application = Directory.Current.Application(DeployerAppId)!;
            return new LocalIdentity(
                DeployerAppId,
                application.Items("passwordCredentials").First().Text("_secretText")!,
                Id,
                Directory.Current.ServicePrincipal(DeployerAppId).Text("id")!,
                application.Text("displayName")!);
        }
    }

    /// <summary>Object id of the maker who is always signed in at the browser.</summary>
    public required string MakerId { get; init; }

    /// <summary>The name of the maker, before the <c>@</c>.</summary>
    public const string MakerName = "maker";

    /// <summary>The member of a user that says whether the user is an administrator; Graph does not show it.</summary>
    public const string AdminMark = "_isAdmin";

    /// <summary>A user by the name before the <c>@</c>, or by the whole user principal name; null without one.</summary>
    public JsonObject? User(string name) =>
        Directory.Current.FindBy(DirectoryKind.User, "userPrincipalName", name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{Domain}");

    /// <summary>The names of the users before the <c>@</c>, the maker's first.</summary>
    public IReadOnlyList<string> UserNames =>
    [
        MakerName,
        .. Directory.Current.All(DirectoryKind.User).Where(u => u.Text("id") != MakerId)
            .Select(u => u.Text("userPrincipalName")!.Split('@')[0]).Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The first user who is not the maker: who never saw what the maker does. Null where there is the maker alone.</summary>
    public JsonObject? SecondUser => Options.Users.Select(u => User(u.Name)).FirstOrDefault(u => u is not null && u.Text("id") != MakerId);

    /// <summary>Behaviour that the options set; not part of the state.</summary>
    public required LocalTenantOptions Options { get; set; }

    /// <summary>Apps, service principals, grants and the rest.</summary>
    public DirectoryStore Directory { get; } = new();

    /// <summary>The tenant's app management policy.</summary>
    public JsonObject Policy => Directory.Current.Find(DirectoryKind.Policy, PolicyId)!;

    /// <summary>The id of the one app management policy of a tenant.</summary>
    public const string PolicyId = "00000000-0000-0000-0000-000000000000";
}
