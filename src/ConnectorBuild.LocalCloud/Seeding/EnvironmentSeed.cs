using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Seeding;

/// <summary>What a new environment has: its organization, users, default publisher and default solution.</summary>
internal static class EnvironmentSeed
{
    public static void Fill(CloudState state, DataverseEnvironment environment)
    {
        var organization = Row(Tables.Organization, environment.OrganizationId);
        organization["name"] = $"org{environment.OrganizationId[..8]}";
        organization["languagecode"] = 1033;
        organization["orgdborgsettings"] = environment.Options.BlockUnmanagedChanges
            ? "<OrgSettings><IsLockdownOfUnmanagedCustomizationEnabled>true</IsLockdownOfUnmanagedCustomizationEnabled></OrgSettings>"
            : "<OrgSettings></OrgSettings>";
        Rows.Put(environment, Tables.Organization, organization);

        AddUser(state, environment, environment.Tenant.Directory.Current.Find(DirectoryKind.User, environment.Tenant.MakerId)!);
        if (environment.Options.DeployerIsApplicationUser)
        {
            AddApplicationUser(state, environment, environment.Tenant.DeployerAppId);
        }

        var team = Row(Tables.Team, state.Ids.NextId());
        team["name"] = organization["name"]!.DeepClone();
        team["isdefault"] = true;
        team["teamtype"] = 0;
        Rows.Put(environment, Tables.Team, team);

        var publisher = Row(Tables.Publisher, state.Ids.NextId());
        publisher["uniquename"] = $"DefaultPublisher{organization.Text("name")}";
        publisher["friendlyname"] = $"Default Publisher for {organization.Text("name")}";
        publisher["customizationprefix"] = "new";
        publisher["customizationoptionvalueprefix"] = 10000;
        publisher["isreadonly"] = false;
        Rows.Put(environment, Tables.Publisher, publisher);
        foreach (var (id, name, title) in new[] { (SolutionIds.Active, "Active", "Active Solution"), (SolutionIds.Default, "Default", "Default Solution") })
        {
            var solution = Row(Tables.Solution, id);
            solution["uniquename"] = name;
            solution["friendlyname"] = title;
            solution["version"] = "1.0";
            solution["isvisible"] = name == "Default";
            solution["_publisherid_value"] = publisher.Text("publisherid");
            Rows.Put(environment, Tables.Solution, solution);
        }

        JsonObject Row(Table table, string id) => Rows.New(environment, table, id, environment.OrganizationId, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Makes an app a user of the environment.</summary>
    public static void AddApplicationUser(CloudState state, DataverseEnvironment environment, string appId)
    {
        var directory = environment.Tenant.Directory.Current;
        var name = $"# {directory.Application(appId).Text("displayName")}";
        Rows.Put(environment, Tables.SystemUser, User(state, environment, name, directory.ServicePrincipal(appId).Text("id"), appId));
    }

    /// <summary>Makes a person of the tenant a user of the environment, who may read it, unless the environment has them.</summary>
    public static void AddUser(CloudState state, DataverseEnvironment environment, JsonObject person)
    {
        if (Rows.FindBy(environment, Tables.SystemUser, "azureactivedirectoryobjectid", person.Text("id")!) is not null)
        {
            return;
        }

        var user = User(state, environment, person.Text("displayName")!, person.Text("id"), appId: null);
        user["domainname"] = person.Text("userPrincipalName");
        user["internalemailaddress"] = person.Text("userPrincipalName");
        Rows.Put(environment, Tables.SystemUser, user);
    }

    private static JsonObject User(CloudState state, DataverseEnvironment environment, string name, string? objectId, string? appId)
    {
        var user = Rows.New(environment, Tables.SystemUser, state.Ids.NextId(), environment.OrganizationId, DateTimeOffset.UnixEpoch);
        user["fullname"] = name;
        user["azureactivedirectoryobjectid"] = objectId;
        user["applicationid"] = appId;
        user["isdisabled"] = false;
        user["accessmode"] = appId is null ? 0 : 4;
        user["_businessunitid_value"] = environment.BusinessUnitId;
        return user;
    }
}
